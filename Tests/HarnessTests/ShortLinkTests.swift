import Attribution
import HTTPTypes
import HummingbirdTesting
import JSON
import Testing
import WebAssets

@testable import Harness

@Suite("Short links over HTTP")
struct ShortLinkTests {
    private static let agent =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
    private static let robots = HTTPField.Name("X-Robots-Tag")!

    /// Adds a link with the key `spring`.
    private func add(_ fields: String, to site: TestSite) async throws {
        let answer = try await site.ask(
            "/links", method: .post, headers: site.secret,
            body: #"{"url": "https://acme.test/pricing", "key": "spring", \#(fields)}"#)
        #expect(answer.status == .ok, "\(answer.text)")
    }

    @Test("A link under test leaves two cookies, each in a field of its own")
    func variants() async throws {
        try await TestSite.with { site in
            let variants = ["a", "b"].map { #"{"url": "https://acme.test/\#($0)", "percentage": 50}"# }
            try await add(#""trackConversion": true, "testVariants": [\#(variants.joined(separator: ","))]"#, to: site)
            let answer = try await site.ask("/r/spring", headers: [.userAgent: Self.agent])
            let target = try #require(answer.headers[.location]?.prefix { $0 != "?" })
            #expect(["https://acme.test/a", "https://acme.test/b"].contains(target))
            let cookies = answer.headers[values: .setCookie]
            #expect(cookies.count == 2)
            #expect(cookies.first?.hasPrefix("dub_id_go.localhost_spring=") == true)
            let encoded = target.replacing(":", with: "%3A").replacing("/", with: "%2F")
            #expect(cookies.last?.hasPrefix("dub_test_url=\(encoded); Path=/r/spring; Expires=") == true)
        }
    }

    @Test("A bot that asks a proxied link gets its preview, with nothing in it taken for markup; a person is led on")
    func preview() async throws {
        let fields = #"""
            "proxy": true, "title": "Spring \"<b>sale</b>", "description": "50% off & more",
            "image": "https://acme.test/a.png?x='1'"
            """#
        try await TestSite.with { site in
            try await add(fields, to: site)
            let bot = try await site.ask("/r/spring", headers: [.userAgent: "Slackbot-LinkExpanding 1.0"])
            #expect(bot.status == .ok && bot.headers[.location] == nil)
            #expect(bot.headers[.contentType] == "text/html; charset=utf-8")
            for line in [
                "<title>Spring &quot;&lt;b&gt;sale&lt;/b&gt;</title>",
                #"<meta property="og:title" content="Spring &quot;&lt;b&gt;sale&lt;/b&gt;">"#,
                #"<meta property="og:description" content="50% off &amp; more">"#,
                #"<meta property="og:image" content="https://acme.test/a.png?x=&#39;1&#39;">"#,
                #"<meta property="og:url" content="http://go.localhost:8787/spring">"#,
                #"<meta name="twitter:card" content="summary_large_image">"#,
                #"<meta name="robots" content="noindex">"#,
                #"<a rel="nofollow" href="https://acme.test/pricing">"#,
            ] {
                #expect(bot.text.contains(line), "\(line) is not in \(bot.text)")
            }
            #expect(!bot.text.contains("og:video"))
            #expect(bot.headers[.dubcheckNote]?.contains("a preview instead of the redirect") == true)
            let person = try await site.ask("/r/spring", headers: [.userAgent: Self.agent])
            #expect(person.headers[.location] == "https://acme.test/pricing")
        }
    }

    @Test("The form asks for the password, and who has given it is led on and need not give it again")
    func password() async throws {
        try await TestSite.with { site in
            try await add(#""password": "open""#, to: site)
            let asked = try await site.ask("/r/spring?a=1", headers: [.userAgent: Self.agent])
            #expect(asked.status == .ok && asked.text.contains(#"<form method="post">"#))
            let wrong = try await site.ask(
                "/r/spring?a=1", method: .post, headers: [.userAgent: Self.agent], body: "pw=shut")
            #expect(wrong.text.contains("That was not the password.") && wrong.headers[.setCookie] == nil)
            let right = try await site.ask(
                "/r/spring?a=1", method: .post, headers: [.userAgent: Self.agent], body: "pw=open")
            #expect(right.status == .found && right.headers[.location] == "https://acme.test/pricing?a=1")
            let cookie = try #require(right.headers[values: .setCookie].last)
            #expect(try /dub_password_link_\w+=open; Path=\/r\/spring; HttpOnly; Secure/.wholeMatch(in: cookie) != nil)
            let pair = String(cookie.prefix { $0 != ";" })
            let again = try await site.ask("/r/spring", headers: [.userAgent: Self.agent, .cookie: pair])
            #expect(again.headers[.location] == "https://acme.test/pricing")
        }
    }

    @Test("Search engines are kept off every short link that does not ask for them")
    func robots() async throws {
        try await TestSite.with { site in
            try await add(#""doIndex": true, "proxy": true, "title": "Spring""#, to: site)
            for agent in [Self.agent, "Googlebot/2.1"] {
                let indexed = try await site.ask("/r/spring", headers: [.userAgent: agent])
                #expect(indexed.headers[Self.robots] == nil && !indexed.text.contains("noindex"))
            }
            for path in ["/r/demo", "/r/none", "/r/demo+"] {
                let answer = try await site.ask(path, headers: [.userAgent: Self.agent])
                #expect(answer.headers[Self.robots] == "googlebot: noindex", "\(path)")
            }
        }
    }

    @Test("Four files and three folders of a short domain are no short links; keys that begin like the files are")
    func others() async throws {
        try await TestSite.with { site in
            let domain = ShortLinks(
                service: site.service, chaos: ChaosBoard([]), pages: ShortLinkPages(assets: .embedded)
            ).domain
            for path in ["/robots.txt", "/favicon.ico", "/api/links", "/_next/x", "/_proxy/"] {
                #expect(domain("go.localhost", path) == nil, "\(path)")
            }
            for path in ["/robots.txt2", "/sitemap.xml/2026", "/api", "/_nextx"] {
                #expect(domain("www.go.localhost", path)?.slug == "go.localhost", "\(path)")
            }
        }
    }
}
