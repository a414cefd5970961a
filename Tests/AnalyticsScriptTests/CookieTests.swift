import Browser
import Foundation
import JSON
import Testing

extension AnalyticsScript {
    @Suite("3: cookies")
    struct Cookies {
        /// What the browser's store must hold.
        struct Kept: Sendable {
            var domain: String
            var isHostOnly = false
        }

        @Test(
            "by default, for the host without www., path /, Lax, 90 days; Chromium refuses public suffixes",
            arguments: [
                ("https://www.acme.test/", Kept(domain: "acme.test")),
                ("https://acme.test/", Kept(domain: "acme.test")),
                ("https://app.acme.test/", Kept(domain: "app.acme.test")),
                ("https://www.app.acme.test/", Kept(domain: "app.acme.test")),
                ("http://www.acme.test/", Kept(domain: "acme.test")),
                ("http://localhost/", Kept(domain: "localhost", isHostOnly: true)),
                ("http://localhost:3000/", Kept(domain: "localhost", isHostOnly: true)),
                ("http://app.localhost/", Kept(domain: "app.localhost")),
                ("http://www.localhost/", nil),
                ("http://intranet/", Kept(domain: "intranet", isHostOnly: true)),
                ("http://www.intranet/", nil),
                ("http://127.0.0.1/", Kept(domain: "127.0.0.1", isHostOnly: true)),
                ("https://github.io/", Kept(domain: "github.io", isHostOnly: true)),
                ("https://www.github.io/", nil),
                ("https://foo.github.io/", Kept(domain: "foo.github.io")),
                ("https://www.co.uk/", nil),
                ("https://shop.co.uk/", Kept(domain: "shop.co.uk")),
            ] as [(String, Kept?)])
        func hosts(address: String, kept: Kept?) async throws {
            try await Site(address: "\(address)?dub_id=test").open { page in
                let cookie = try await page.cookie()
                guard let kept else {
                    #expect(cookie == nil)
                    #expect(await page.lines.contains { $0.text.hasPrefix("[dubAnalytics] dub_id ") })
                    return
                }
                let found = try #require(cookie)
                #expect(found.value == "test")
                #expect(found.domain == kept.domain && found.isHostOnly == kept.isHostOnly)
                #expect(found.path == "/" && found.sameSite == "Lax")
                #expect(!found.isSecure && !found.isHTTPOnly)
                #expect(Self.days(of: found) == 90)
            }
        }

        @Test(
            "options are merged over the defaults, pair by pair as named",
            arguments: [
                (#"{"expiresInDays": 30}"#, 30), (#"{"expiresInDays": 0}"#, 90), (#"{"expiresInDays": 1000}"#, 400),
                (#"{"maxAge": 86400}"#, 90), (#"{"max-age": 86400}"#, 1), (#"{"Max-Age": 864000}"#, 10),
                (#"{"expires": "nonsense"}"#, nil), (#"{"expires": ""}"#, nil), (#"{"sameSite": ""}"#, 90), ("{}", 90),
            ] as [(String, Int?)])
        func expiry(options: String, days: Int?) async throws {
            let cookie = try await stored("https://www.acme.test/?dub_id=test", options)
            #expect(try Self.days(of: #require(cookie)) == days)
        }

        @Test(
            "options that make Chromium drop the cookie",
            arguments: [
                ("http://www.acme.test/", #"{"secure": true}"#), ("https://www.acme.test/", #"{"httpOnly": true}"#),
                ("https://www.acme.test/", #"{"domain": "other.test"}"#),
                ("https://www.acme.test/", #"{"domain": "test"}"#),
                ("https://www.acme.test/", #"{"domain": "app.acme.test"}"#),
                ("https://www.acme.test/", #"{"sameSite": "None"}"#),
                ("https://www.acme.test/", #"{"expires": "Thu, 01 Jan 2015 00:00:00 GMT"}"#),
                ("https://www.acme.test/", #"{"expiresInDays": -1}"#),
            ])
        func dropped(address: String, options: String) async throws {
            #expect(try await stored("\(address)?dub_id=test", options) == nil)
        }

        @Test("options that change what is kept")
        func kept() async throws {
            let hostOnly = try await stored("https://www.acme.test/?dub_id=test", #"{"domain": ""}"#)
            #expect(hostOnly?.domain == "www.acme.test" && hostOnly?.isHostOnly == true)
            let domain = try await stored("https://app.acme.test/?dub_id=test", #"{"domain": ".acme.test"}"#)
            #expect(domain?.domain == "acme.test" && domain?.isHostOnly == false)
            let secure = try await stored(
                "https://www.acme.test/?dub_id=test", #"{"secure": true, "sameSite": "None"}"#)
            #expect(secure?.isSecure == true && secure?.sameSite == "None")
            let trustworthy = try await stored("http://localhost/?dub_id=test", #"{"secure": true}"#)
            #expect(trustworthy?.isSecure == true)
            let path = try await stored("https://www.acme.test/?dub_id=test", #"{"path": "/shop"}"#)
            #expect(path?.path == "/shop")
            let unknown = try await stored("https://www.acme.test/?dub_id=test", #"{"sameSite": "Sometimes"}"#)
            #expect(unknown != nil && unknown?.sameSite == nil)
        }

        @Test(
            "the click id is written as it is: a semicolon cuts it, a control character or too much loses it",
            arguments: [
                ("abc_123-x", "abc_123-x"), ("a%20b", "a b"), ("a+b", "a b"), ("caf%C3%A9", "café"), ("a%3Bb", "a"),
                ("a%3Db", "a=b"), ("a%07b", nil),
                (String(repeating: "x", count: 4090), String(repeating: "x", count: 4090)),
                (String(repeating: "x", count: 4091), nil),
            ])
        func values(query: String, value: String?) async throws {
            #expect(try await stored("https://www.acme.test/?dub_id=\(query)", nil)?.value == value)
        }

        @Test("reading takes the first cookie of exactly that name, up to the next =")
        func reading() async throws {
            let site = Site(cookies: ["xdub_id=wrong", "dub_id=right=more", "dub_idx=wrong"])
            try await site.open { page in
                #expect(try await page.evaluate("_dubAnalytics.c.get('dub_id')") == "right")
                #expect(try await page.evaluate("_dubAnalytics.c.get('dub')") == .null)
                try await page.evaluate("_dubAnalytics.c.set('other', 'value')")
                #expect(try await page.cookie("other")?.domain == "acme.test")
            }
        }

        @Test(
            "what is written names the host's domain, but none on localhost",
            arguments: [
                ("https://www.acme.test/", "domain=.acme.test"), ("http://localhost/", nil),
            ] as [(String, String?)])
        func written(address: String, domain: String?) async throws {
            var site = Site(address: "\(address)?dub_id=test")
            // Chromium keeps a host-only cookie for `.localhost` too, so the store would not show the difference.
            site.head = """
                <script>
                const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
                Object.defineProperty(document, 'cookie', {
                    get: () => cookie.get.call(document),
                    set: text => { window.written = text; cookie.set.call(document, text) },
                })
                </script>
                """
            let text = try #require(try await site.open { try await $0.evaluate("written").string })
            let pairs = text.split(separator: ";").map { String($0.trimmingPrefix(while: \.isWhitespace)) }
            #expect(pairs.first == "dub_id=test")
            #expect(pairs.first { $0.hasPrefix("domain=") } == domain)
        }

        @Test(
            "the same cookies as the public script, over a sample of the measured cases", .enabled(if: CookieCase.exist)
        )
        func measuredCases() async throws {
            let cases = try CookieCase.sample()
            try await withThrowingTaskGroup { group in
                for item in cases {
                    group.addTask {
                        let cookie = try await Site(address: item.url, attributes: item.attributes).open { page in
                            try await page.cookie()
                        }
                        #expect(
                            item.agrees(with: cookie),
                            "\(item.id): \(item.url) \(item.attributes): \(String(describing: cookie))")
                    }
                }
                try await group.waitForAll()
            }
        }

        private func stored(_ address: String, _ options: String?) async throws -> BrowserCookie? {
            let attributes = options.map { ["data-cookie-options": $0] } ?? [:]
            return try await Site(address: address, attributes: attributes).open { try await $0.cookie() }
        }

        /// Days until the end, nil for a session cookie.
        static func days(of cookie: BrowserCookie) -> Int? {
            cookie.expires.map { Int(($0.timeIntervalSinceNow / 86400).rounded()) }
        }
    }
}
