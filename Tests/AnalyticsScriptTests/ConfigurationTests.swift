import Browser
import JSON
import Testing

extension AnalyticsScript {
    @Suite("1 and 2: variants and configuration")
    struct Configuration {
        @Test("every variant starts and says nothing on a page where all is well", arguments: ScriptFiles.variants)
        func variants(extensions: [ScriptExtension]) async throws {
            var site = Site(address: "https://www.acme.test/?dub_id=abc", extensions: extensions)
            site.attributes = [
                "data-domains": #"{"refer": "go.acme.test", "site": "acme.link", "outbound": "other.test"}"#,
                "data-publishable-key": "dub_pk_1",
            ]
            try await site.open { page in
                let kind = try await page.evaluate("typeof _dubAnalytics")
                #expect(kind == "object")
                #expect(try await page.cookie()?.value == "abc")
                #expect(await page.lines.isEmpty)
                #expect(await page.record.exceptions.isEmpty)
            }
        }

        @Test(
            "what every attribute becomes",
            arguments: [
                ([:], "a", "https://api.dub.co"),
                (["data-api-host": "/_proxy/dub"], "a", "/_proxy/dub"),
                ([:], "k", nil),
                (["data-publishable-key": "dub_pk_1"], "k", "dub_pk_1"),
                ([:], "n", ["refer": nil]),
                (
                    ["data-domains": #"{"refer": "go.acme.test", "site": "s.test"}"#], "n",
                    ["refer": "go.acme.test", "site": "s.test"]
                ),
                (
                    ["data-domains": #"{"refer": "go.acme.test"}"#, "data-short-domain": "old.test"], "d",
                    "go.acme.test"
                ),
                (
                    ["data-domains": #"{"site": "s.test"}"#, "data-short-domain": "old.test"], "n",
                    ["refer": "old.test", "site": "s.test"]
                ),
                (["data-short-domain": "old.test"], "d", "old.test"),
                (["data-domains": "{refer: 1}", "data-short-domain": "old.test"], "d", "old.test"),
                (["data-domains": "{refer: 1}", "data-short-domain": "old.test"], "n", ["refer": "old.test"]),
                (["data-sdkn": "@dub/analytics", "data-sdkv": "0.0.32"], "d", nil),
            ] as [([String: String], String, JSONValue)])
        func attributes(attributes: [String: String], key: String, value: JSONValue) async throws {
            let found = try await Site(attributes: attributes).open { page in
                try await page.evaluate("JSON.parse(JSON.stringify(_dubAnalytics.\(key) ?? null))")
            }
            #expect(found == value)
        }

        @Test(
            "the partner key: configured parameters first, then via; the first with a value",
            arguments: [
                ([:], "?via=anna", "anna"),
                ([:], "?via=", nil),
                ([:], "?ref=anna", nil),
                (["data-query-param": "ref"], "?ref=anna&via=bert", "anna"),
                (["data-query-param": "ref"], "?ref=&via=bert", "bert"),
                (["data-query-params": #"["ref", "from"]"#], "?from=carl&via=bert", "carl"),
                (["data-query-params": #"["ref", "from"]"#], "?from=carl&ref=anna", "anna"),
                (["data-query-params": #"["via", "ref"]"#], "?ref=anna&via=bert", "bert"),
                (["data-query-param": "one", "data-query-params": #"["ref"]"#], "?ref=anna&one=two", "two"),
                (["data-query-param": "one", "data-query-params": #"["ref"]"#], "?ref=anna", nil),
                (["data-query-params": "ref"], "?ref=anna&via=bert", "bert"),
            ] as [([String: String], String, String?)])
        func partnerKey(attributes: [String: String], query: String, key: String?) async throws {
            let site = Site(address: "https://www.acme.test/\(query)", attributes: attributes)
            #expect(try await site.open { try await $0.evaluate("_dubAnalytics.v") }.string == key)
        }

        @Test("data-query-params that is no JSON is ignored with a warning")
        func brokenQueryParams() async throws {
            try await Site(attributes: ["data-query-params": "[ref]"]).open { page in
                let line = try #require(await page.lines.first)
                #expect(line.level == "warning")
                #expect(line.text.hasPrefix("[dubAnalytics] data-query-params "))
                #expect(try await page.evaluate("typeof _dubAnalytics") == "object")
            }
        }

        @Test("a path as API host is called on the site's own host")
        func proxy() async throws {
            var site = Site(address: "https://www.acme.test/?via=anna")
            site.attributes = ["data-api-host": "/_proxy/dub", "data-short-domain": "go.acme.test"]
            site.api = ["/track/click": (200, ["clickId": "c1"])]
            try await site.open { page in
                try await page.eventually("document.cookie.includes('dub_id=c1')")
                #expect(
                    await page.calls(to: "/track/click").map(\.url) == ["https://www.acme.test/_proxy/dub/track/click"])
            }
        }
    }
}
