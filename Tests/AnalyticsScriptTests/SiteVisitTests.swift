import Browser
import JSON
import Testing

extension AnalyticsScript {
    @Suite("7: site-visit")
    struct SiteVisit {
        private func site(_ query: String = "") -> Site {
            var site = Site(address: "https://www.acme.test/\(query)", extensions: [.siteVisit])
            site.attributes = ["data-domains": #"{"site": "acme.link", "refer": "go.acme.test"}"#]
            site.api = ["/track/visit": (200, ["clickId": "v1"]), "/track/click": (200, ["clickId": "c1"])]
            return site
        }

        @Test("a visitor without a click id gets one for the visit, once")
        func visit() async throws {
            try await site("?a=1#x").open { page in
                try await page.eventually("document.cookie.includes('dub_id=v1')")
                try await page.settle()
                let calls = await page.calls(to: "/track/visit")
                #expect(calls.map(\.url) == ["https://api.dub.co/track/visit"])
                let body = try JSON.parse(calls.first?.body)
                #expect(body == ["domain": "acme.link", "url": "https://www.acme.test/?a=1#x", "referrer": ""])
            }
        }

        @Test(
            "no visit for who has a click id, comes by a partner, or to a site without a domain for it",
            arguments: [
                ("?dub_id=abc", [], nil), ("", ["dub_id=old"], nil), ("?via=anna", [], nil),
                ("", [], #"{"refer": "go.acme.test"}"#),
            ] as [(String, [String], String?)])
        func noVisit(query: String, cookies: [String], domains: String?) async throws {
            var site = site(query)
            site.cookies = cookies
            if let domains { site.attributes["data-domains"] = domains }
            try await site.open { page in
                try await page.settle()
                #expect(await page.calls(to: "/track/visit").isEmpty)
            }
        }

        @Test("a refused visit writes nothing")
        func refused() async throws {
            var site = site()
            site.api = ["/track/visit": (404, ["error": ["code": "not_found"]])]
            try await site.open { page in
                try await page.settle()
                #expect(await page.calls(to: "/track/visit").count == 1)
                #expect(try await page.cookies().isEmpty)
                #expect(await page.record.exceptions.isEmpty)
            }
        }

        @Test("an extension that runs before the base starts with the window's load")
        func beforeBase() async throws {
            var site = site()
            site.extensions = []
            site.head = #"<script src="/extensions/site-visit"></script>"#
            try await site.open { page in try await page.eventually("document.cookie.includes('dub_id=v1')") }
        }
    }
}
