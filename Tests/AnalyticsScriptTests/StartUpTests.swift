import Browser
import JSON
import Testing

extension AnalyticsScript {
    @Suite("4: start-up, in its order")
    struct StartUp {
        private static let partnerAnswer: JSONValue = [
            "clickId": "c1", "partner": ["id": "pn_1", "name": "Ann & Söhne; Co", "image": "https://a.test/i.png?a=b"],
            "discount": ["amount": 20, "type": "percentage"],
        ]

        /// A site whose address carries a partner key and whose click is answered with a partner.
        private func partnerSite(_ query: String = "via=anna") -> Site {
            var site = Site(address: "https://www.acme.test/p?\(query)#top")
            site.attributes = ["data-domains": #"{"refer": "go.acme.test"}"#]
            site.api = ["/track/click": (200, Self.partnerAnswer)]
            return site
        }

        // MARK: Steps 1 to 3

        @Test("DubAnalytics is made with nothing in it, unless the page has one")
        func publicData() async throws {
            let made = try await Site().open { try await $0.evaluate("DubAnalytics") }
            #expect(made == ["partner": nil, "discount": nil])
            let site = Site(head: "<script>window.DubAnalytics = {mine: 1}</script>")
            #expect(try await site.open { try await $0.evaluate("DubAnalytics.mine") } == 1)
        }

        @Test("without a stub there is no dubAnalytics; a stub is replaced by a callable with q, ready and trackClick")
        func stubReplaced() async throws {
            #expect(try await Site().open { try await $0.evaluate("typeof dubAnalytics") } == "undefined")
            let site = Site(head: Stub.html + "<script>window.stub = dubAnalytics</script>")
            let kinds = try await site.open {
                try await $0.evaluate(
                    """
                    [dubAnalytics !== stub, typeof dubAnalytics, Array.isArray(dubAnalytics.q), typeof dubAnalytics.ready,
                     typeof dubAnalytics.trackClick]
                    """)
            }
            #expect(kinds == [true, "function", true, "function", "function"])
        }

        @Test("an unknown method is warned of", arguments: ["dubAnalytics('fly', 1)", "dubAnalytics('q')"])
        func unknownMethod(call: String) async throws {
            try await Site(head: Stub.html).open { page in
                try await page.evaluate(call)
                let line = try #require(await page.lines.first)
                #expect(line.level == "warning")
                #expect(line.text.hasPrefix("[dubAnalytics] "))
            }
        }

        @Test("the object is published before the cookie is written, DubAnalytics and the callable before the object")
        func order() async throws {
            var site = Site(address: "https://www.acme.test/?dub_id=abc")
            site.head =
                Stub.html + """
                    <script>
                    const stub = window.dubAnalytics
                    Object.defineProperty(window, '_dubAnalytics', {configurable: true, set(value) {
                        window.seen = [document.cookie, typeof DubAnalytics, window.dubAnalytics !== stub]
                        Object.defineProperty(window, '_dubAnalytics', {value})
                    }})
                    </script>
                    """
            try await site.open { page in
                let seen = try await page.evaluate("seen")
                #expect(seen == ["", "object", true])
                #expect(try await page.cookie()?.value == "abc")
            }
        }

        // MARK: Step 4

        @Test(
            "the click id of the URL is kept; with first-click, only if there is none yet",
            arguments: [
                ("?dub_id=new", nil, [], "new"), ("?dub_id=", nil, [], nil), ("", nil, [], nil),
                ("?a=1&dub_id=new&dub_id=other", nil, [], "new"),
                ("?dub_id=new", nil, ["dub_id=old"], "new"),
                ("?dub_id=new", "last-click", ["dub_id=old"], "new"),
                ("?dub_id=new", "first-click", ["dub_id=old"], "old"),
                ("?dub_id=new", "first-click", [], "new"),
                ("?dub_id=new", "First-Click", ["dub_id=old"], "new"),
                ("", nil, ["dub_id=old"], "old"),
            ] as [(String, String?, [String], String?)])
        func clickID(query: String, model: String?, cookies: [String], value: String?) async throws {
            var site = Site(address: "https://www.acme.test/\(query)")
            if let model { site.attributes["data-attribution-model"] = model }
            site.cookies = cookies.map { "\($0); Domain=acme.test; Path=/" }
            #expect(try await site.open { try await $0.cookie()?.value } == value)
        }

        // MARK: Step 5 and the click

        @Test("a partner key is reported as a click, with the page and where the visitor comes from")
        func partnerClick() async throws {
            try await partnerSite().open { page in
                try await page.eventually("document.cookie.includes('dub_id=c1')")
                let calls = await page.calls(to: "/track/click")
                try #require(calls.count == 1)
                #expect(calls[0].url == "https://api.dub.co/track/click")
                #expect(calls[0].headers["content-type"] == "application/json")
                let body: JSONValue = [
                    "domain": "go.acme.test", "key": "anna", "url": "https://www.acme.test/p?via=anna#top",
                    "referrer": "",
                ]
                #expect(try JSON.parse(calls[0].body) == body)
            }
        }

        @Test(
            "no click without a refer domain, and none that first-click forbids",
            arguments: [
                ([:], []),
                (["data-short-domain": "go.acme.test", "data-attribution-model": "first-click"], ["dub_id=old"]),
            ] as [([String: String], [String])])
        func noPartnerClick(attributes: [String: String], cookies: [String]) async throws {
            var site = partnerSite()
            site.attributes = attributes
            site.cookies = cookies.map { "\($0); Domain=acme.test; Path=/" }
            try await site.open { page in
                try await page.settle()
                #expect(await page.calls(to: "/track/click").isEmpty)
            }
        }

        @Test("first-click allows the click of a visitor without a click id")
        func firstPartnerClick() async throws {
            var site = partnerSite()
            site.attributes = ["data-short-domain": "go.acme.test", "data-attribution-model": "first-click"]
            try await site.open { page in try await page.eventually("document.cookie.includes('dub_id=c1')") }
        }

        @Test("a click with a partner fills the partner cookie, DubAnalytics, and runs the ready callbacks")
        func partnerAnswer() async throws {
            var site = partnerSite()
            site.head =
                Stub.html + "<script>dubAnalytics('ready', () => window.partner = DubAnalytics.partner)</script>"
            try await site.open { page in
                try await page.eventually("window.partner")
                #expect(try await page.evaluate("DubAnalytics.partner.id") == "pn_1")
                #expect(try await page.evaluate("DubAnalytics.discount.amount") == 20)
                let cookie = try #require(try await page.cookie("dub_partner_data"))
                let data = try await page.evaluate("JSON.parse(_dubAnalytics.c.get('dub_partner_data'))")
                #expect(cookie.domain == "acme.test" && Cookies.days(of: cookie) == 90)
                #expect(data["clickId"] == "c1" && data["partner"]["id"] == "pn_1" && data["discount"]["amount"] == 20)
                #expect(data["partner"]["name"] == "Ann%20%26%20S%C3%B6hne%3B%20Co")
                #expect(data["partner"]["image"] == "https%3A%2F%2Fa.test%2Fi.png%3Fa%3Db")
            }
        }

        @Test("a click without a partner writes the click id only")
        func plainAnswer() async throws {
            var site = partnerSite()
            site.head = Stub.html + "<script>dubAnalytics('ready', () => window.ran = true)</script>"
            site.api = ["/track/click": (200, ["clickId": "c2"])]
            try await site.open { page in
                try await page.eventually("document.cookie.includes('dub_id=c2')")
                try await page.settle()
                #expect(try await page.cookies().map(\.name) == ["dub_id"])
                #expect(try await page.evaluate("DubAnalytics.partner") == .null)
                #expect(try await page.evaluate("window.ran") == .null)
            }
        }

        @Test("an answer that is not 2xx writes nothing", arguments: [400, 404, 429, 500])
        func refusedClick(status: Int) async throws {
            var site = partnerSite()
            site.api = ["/track/click": (status, ["clickId": "c1", "error": ["code": "refused"]])]
            try await site.open { page in
                try await page.settle()
                #expect(await page.calls(to: "/track/click").count == 1)
                #expect(try await page.cookies().isEmpty)
                #expect(await page.record.exceptions.isEmpty)
            }
        }

        @Test("the URL's click id is not replaced by another one of the click: a warning, nothing written")
        func differentClick() async throws {
            try await partnerSite("dub_id=mine&via=anna").open { page in
                try await page.wait(for: "the warning") { $0.console.contains { $0.level == "warning" } }
                #expect(try await page.cookies().map(\.value) == ["mine"])
                #expect(try await page.evaluate("DubAnalytics.partner") == .null)
            }
        }

        @Test("the URL's click id may be the one of the click")
        func sameClick() async throws {
            try await partnerSite("dub_id=c1&via=anna").open { page in
                try await page.eventually("DubAnalytics.partner")
                #expect(try await page.cookie()?.value == "c1")
                #expect(await page.lines.isEmpty)
            }
        }

        // MARK: Steps 6 and 7

        @Test(
            "a queued click is reported, but only one click a page load",
            arguments: [
                ("", "queued"), ("?via=anna", "anna"),
            ])
        func queuedClick(query: String, key: String) async throws {
            var site = Site(address: "https://www.acme.test/\(query)")
            site.attributes = ["data-short-domain": "go.acme.test"]
            site.head =
                Stub.html + """
                    <script>
                    dubAnalytics.trackClick({domain: 'other.test', key: 'queued'})
                    dubAnalytics.trackClick({domain: 'other.test', key: 'again'})
                    </script>
                    """
            site.api = ["/track/click": (200, ["clickId": "c1"])]
            try await site.open { page in
                try await page.eventually("document.cookie.includes('dub_id=c1')")
                try await page.evaluate("dubAnalytics.trackClick({domain: 'other.test', key: 'late'})")
                try await page.settle()
                let bodies = try await page.calls(to: "/track/click").map { try JSON.parse($0.body) }
                #expect(bodies.map { $0["key"] } == [.string(key)])
                #expect(bodies[0]["domain"].string == (key == "anna" ? "go.acme.test" : "other.test"))
            }
        }

        @Test("the partner cookie of an earlier visit fills DubAnalytics and counts as known to ready callbacks")
        func partnerCookie() async throws {
            var site = Site(head: Stub.html + "<script>dubAnalytics('ready', () => window.ran = true)</script>")
            site.cookies = [#"dub_partner_data={"clickId":"c1","partner":{"id":"pn_1"},"discount":{"amount":5}}"#]
            try await site.open { page in
                #expect(
                    try await page.evaluate("DubAnalytics") == ["partner": ["id": "pn_1"], "discount": ["amount": 5]])
                try await page.eventually("window.ran")
            }
        }

        @Test("a partner cookie that is no JSON is a console error, no more")
        func brokenPartnerCookie() async throws {
            var site = Site(address: "https://www.acme.test/?dub_id=abc")
            site.cookies = ["dub_partner_data={broken"]
            try await site.open { page in
                let line = try #require(await page.lines.first)
                #expect(line.level == "error" && line.text.hasPrefix("[dubAnalytics] "))
                #expect(try await page.evaluate("DubAnalytics.partner") == .null)
                #expect(try await page.cookie()?.value == "abc")
                #expect(await page.record.exceptions.isEmpty)
            }
        }
    }
}
