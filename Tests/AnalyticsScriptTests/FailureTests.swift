import Browser
import JSON
import Testing

extension AnalyticsScript {
    @Suite("8: it fails where the public script fails, with words")
    struct Failures {
        private static let address = "https://www.acme.test/?dub_id=abc"

        @Test(
            "no currentScript, no object and no cookie",
            arguments: [
                "<script type=module src=\(Site.scriptURL)></script>",
                "<script>fetch('\(Site.scriptURL)').then(r => r.text()).then(text => (0, eval)(text))</script>",
                """
                <div id=host></div><script>
                const script = Object.assign(document.createElement('script'), {src: '\(Site.scriptURL)'})
                document.getElementById('host').attachShadow({mode: 'open'}).append(script)
                </script>
                """,
            ])
        func noCurrentScript(html: String) async throws {
            let site = Site(address: Self.address, html: "<!doctype html><body>\(html)")
            try await site.open { page in
                try await page.wait(for: "the exception") { !$0.exceptions.isEmpty }
                #expect(try await page.evaluate("typeof _dubAnalytics") == "undefined")
                #expect(try await page.cookies().isEmpty)
                let line = try #require(await page.lines.first)
                #expect(line.level == "error")
                #expect(line.text.hasPrefix("[dubAnalytics] ") && line.text.contains("document.currentScript"))
                #expect(line.text.contains("Fix: "))
            }
        }

        @Test(
            "ways of loading that leave a currentScript work",
            arguments: [
                "<script src=\(Site.scriptURL)></script>", "<script async src=\(Site.scriptURL)></script>",
                "<script>document.write('<script src=\(Site.scriptURL)><\\/script>')</script>",
                """
                <script>
                document.head.append(Object.assign(document.createElement('script'), {src: '\(Site.scriptURL)', defer: true}))
                </script>
                """,
            ])
        func loads(html: String) async throws {
            let site = Site(address: Self.address, html: "<!doctype html><head>\(html)</head>")
            try await site.open { page in
                try await page.eventually("window._dubAnalytics")
                #expect(try await page.cookie()?.value == "abc")
                #expect(await page.lines.isEmpty)
            }
        }

        @Test(
            "cookie options that are no JSON, or null, stop the script",
            arguments: [
                "{domain: '.acme.test'}", "{'domain': '.acme.test'}", "null", "{", "expiresInDays=30", "undefined",
            ])
        func cookieOptions(options: String) async throws {
            let site = Site(address: Self.address, attributes: ["data-cookie-options": options])
            try await site.open { page in
                #expect(try await page.evaluate("typeof _dubAnalytics") == "undefined")
                #expect(try await page.cookies().isEmpty)
                #expect(await page.record.exceptions.count == 1)
                let line = try #require(await page.lines.first)
                #expect(line.level == "error")
                #expect(line.text.hasPrefix("[dubAnalytics] data-cookie-options ") && line.text.contains("Fix: "))
            }
        }

        @Test(
            "every broken or ignored attribute is named, with the reason and the fix, and the script goes on",
            arguments: [
                ("data-domains", "{refer: go.acme.test}"), ("data-domains", #""go.acme.test""#),
                ("data-domains", #"{"refer": "https://go.acme.test/"}"#),
                ("data-query-params", "ref"), ("data-query-params", #"{"a": 1}"#),
                ("data-attribution-model", "first"), ("data-api-host", "api.dub.co"),
                ("data-publishable-key", "dub_secret"), ("data-cookie-options", #"{"maxAge": 86400}"#),
                ("data-cookie-options", #"{"httpOnly": true}"#), ("data-short-domian", "go.acme.test"),
                ("data-publishable_key", "dub_pk_1"),
            ])
        func named(attribute: String, value: String) async throws {
            let site = Site(address: Self.address, attributes: [attribute: value])
            try await site.open { page in
                #expect(try await page.evaluate("typeof _dubAnalytics") == "object")
                let line = await page.lines.first { $0.text.contains("[dubAnalytics] ") && $0.text.contains(attribute) }
                let found = try #require(line)
                #expect(found.level == "warning" || found.level == "error")
                #expect(found.text.hasPrefix("[dubAnalytics] ") && found.text.contains("Fix: "))
            }
        }

        @Test(
            "an attribute that another one overrules is named",
            arguments: [
                (["data-query-param": "a", "data-query-params": #"["b"]"#], "data-query-params"),
                (
                    ["data-domains": #"{"refer": "go.acme.test"}"#, "data-short-domain": "old.test"],
                    "data-short-domain"
                ),
            ])
        func overruled(attributes: [String: String], name: String) async throws {
            let lines = try await Site(attributes: attributes).open { await $0.lines }
            #expect(lines.map(\.level) == ["warning"])
            #expect(lines.first?.text.hasPrefix("[dubAnalytics] \(name) ") == true)
        }

        @Test("running twice does no harm")
        func twice() async throws {
            let tag = "<script src=\(Site.scriptURL)></script>"
            try await Site(address: Self.address, html: "<!doctype html><head>\(tag)\(tag)</head>").open { page in
                let values = try await page.cookies().map(\.value)
                #expect(values == ["abc"])
                #expect(await page.record.exceptions.isEmpty)
            }
        }
    }
}
