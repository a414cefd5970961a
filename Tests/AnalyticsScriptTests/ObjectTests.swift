import Browser
import JSON
import Testing

extension AnalyticsScript {
    @Suite("5: window._dubAnalytics")
    struct TheObject {
        @Test("it has these keys and no others")
        func keys() async throws {
            var site = Site(address: "https://www.acme.test/?via=anna")
            site.attributes = [
                "data-domains": #"{"refer": "go.acme.test", "site": "acme.link"}"#, "data-publishable-key": "dub_pk_1",
            ]
            try await site.open { page in
                let value = try await page.evaluate("JSON.parse(JSON.stringify(_dubAnalytics))")
                #expect(
                    value == [
                        "a": "https://api.dub.co", "c": [:], "d": "go.acme.test", "h": "www.acme.test", "i": "dub_id",
                        "k": "dub_pk_1", "n": ["refer": "go.acme.test", "site": "acme.link"], "qm": ["queue": []],
                        "v": "anna",
                    ])
                #expect(try await page.evaluate("Object.keys(_dubAnalytics.c).sort()") == ["get", "set"])
                #expect(
                    try await page.evaluate("Object.keys(_dubAnalytics.qm).sort()") == ["flush", "process", "queue"])
            }
        }

        @Test("what is not configured is null or undefined, never something that looks configured")
        func nothingConfigured() async throws {
            let values = try await Site().open {
                try await $0.evaluate(
                    "[_dubAnalytics.d ?? null, _dubAnalytics.v, _dubAnalytics.k, 'refer' in _dubAnalytics.n]")
            }
            #expect(values == [nil, nil, nil, true])
        }

        @Test("the queue helper runs what fits a filter, in order, and leaves the rest queued")
        func queueHelper() async throws {
            var site = Site(head: Stub.html)
            site.head +=
                "<script>for (const n of [1, 2, 3]) dubAnalytics('ready', () => (window.ran ??= []).push(n))</script>"
            try await site.open { page in
                #expect(try await page.evaluate("_dubAnalytics.qm.queue.length") == 3)
                try await page.evaluate("_dubAnalytics.qm.flush(call => call.method === 'nothing')")
                #expect(try await page.evaluate("_dubAnalytics.qm.queue.length") == 3)
                try await page.evaluate("_dubAnalytics.qm.flush()")
                #expect(try await page.evaluate("ran") == [1, 2, 3])
                #expect(try await page.evaluate("_dubAnalytics.qm.queue.length") == 0)
                try await page.evaluate("_dubAnalytics.qm.process({method: 'ready', args: [() => ran.push(4)]})")
                #expect(try await page.evaluate("ran") == [1, 2, 3, 4])
            }
        }
    }

    @Suite("6: the queue stub")
    struct QueueStub {
        @Test("a callback given after the load runs at once, and once")
        func lateReady() async throws {
            let ran = try await Site(head: Stub.html).open { page in
                try await page.evaluate(
                    "window.ran = 0; dubAnalytics('ready', () => ran++); dubAnalytics.ready(() => ran++); ran")
            }
            #expect(ran == 2)
        }

        @Test("a queued ready callback waits while partner data is not known")
        func earlyReady() async throws {
            let site = Site(head: Stub.html + "<script>dubAnalytics('ready', () => window.ran = true)</script>")
            try await site.open { page in
                try await page.settle()
                #expect(try await page.evaluate("window.ran") == .null)
            }
        }

        @Test("arrays in the queue count like arguments objects")
        func arrays() async throws {
            var site = Site()
            site.head = """
                <script>window.dubAnalytics = function (...all) { dubAnalytics.q.push(all) }; dubAnalytics.q = []
                dubAnalytics('trackClick', {domain: 'go.acme.test', key: 'queued'})</script>
                """
            site.api = ["/track/click": (200, ["clickId": "c1"])]
            try await site.open { page in try await page.eventually("document.cookie.includes('dub_id=c1')") }
        }
    }
}
