import Browser
import JSON
import Testing

extension AnalyticsScript {
    @Suite("7: conversion-tracking")
    struct ConversionTracking {
        private func site(_ query: String = "?dub_id=abc", key: String? = "dub_pk_1") -> Site {
            var site = Site(
                address: "https://www.acme.test/\(query)", extensions: [.conversionTracking], head: Stub.html)
            if let key { site.attributes["data-publishable-key"] = key }
            site.api = ["/track/lead/client": (200, [:]), "/track/sale/client": (200, [:])]
            return site
        }

        @Test(
            "leads and sales are sent with the key and the click id",
            arguments: [
                ("trackLead", "/track/lead/client"), ("trackSale", "/track/sale/client"),
            ])
        func calls(method: String, path: String) async throws {
            try await site().open { page in
                try await page.evaluate("dubAnalytics.\(method)({eventName: 'Sign up', amount: 5})")
                let calls = await page.calls(to: path)
                try #require(calls.count == 1)
                #expect(calls[0].url == "https://api.dub.co\(path)")
                #expect(calls[0].headers["authorization"] == "Bearer dub_pk_1")
                #expect(calls[0].headers["content-type"] == "application/json")
                #expect(try JSON.parse(calls[0].body) == ["clickId": "abc", "eventName": "Sign up", "amount": 5])
            }
        }

        @Test(
            "the click id is empty without a cookie, and the caller's own one wins",
            arguments: [
                ("", "{}", ""), ("?dub_id=abc", "{clickId: 'mine'}", "mine"), ("", "{clickId: 'mine'}", "mine"),
            ])
        func clickID(query: String, input: String, expected: String) async throws {
            try await site(query).open { page in
                try await page.evaluate("dubAnalytics.trackLead(\(input))")
                let call = await page.calls(to: "/track/lead/client").first
                #expect(try JSON.parse(call?.body)["clickId"].string == expected)
            }
        }

        @Test("queued leads and sales are sent when the extension starts")
        func queued() async throws {
            var site = site()
            site.head += "<script>dubAnalytics.trackLead({n: 1}); dubAnalytics.trackSale({n: 2})</script>"
            try await site.open { page in
                try await page.wait(for: "both calls") { record in
                    ["/track/lead/client", "/track/sale/client"].allSatisfy { path in
                        record.requests.contains { $0.url.hasSuffix(path) && $0.method == "POST" }
                    }
                }
                let call = await page.calls(to: "/track/sale/client").first
                #expect(try JSON.parse(call?.body) == ["clickId": "abc", "n": 2])
            }
        }

        @Test("without a publishable key there is a warning and no call")
        func noKey() async throws {
            var site = site(key: nil)
            site.head += "<script>dubAnalytics.trackLead({n: 1})</script>"
            try await site.open { page in
                let line = try #require(await page.lines.first)
                #expect(line.level == "warning")
                #expect(line.text.hasPrefix("[dubAnalytics] data-publishable-key "))
                try await page.evaluate("dubAnalytics.trackSale({n: 2})")
                try await page.settle()
                #expect(await page.calls(to: "/client").isEmpty)
            }
        }

        @Test("a refusal is a console error with the API's reason")
        func refused() async throws {
            var site = site()
            site.api = ["/track/lead/client": (403, ["error": ["code": "forbidden", "message": "Host not allowed."]])]
            try await site.open { page in
                try await page.evaluate("window.reasons = []; console.error = (...all) => reasons.push(all)")
                try await page.evaluate("dubAnalytics.trackLead({n: 1})")
                try await page.eventually("reasons.length")
                let reason = try await page.evaluate("JSON.stringify(reasons[0])").string
                #expect(reason?.contains("forbidden") == true)
                #expect(reason?.contains("[dubAnalytics] ") == true)
                #expect(await page.record.exceptions.isEmpty)
            }
        }
    }
}
