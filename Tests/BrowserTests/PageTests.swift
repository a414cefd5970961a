import Foundation
import JSON
import Testing

@testable import Browser

@Suite("A page", .tags(.browser), .warmBrowser)
struct PageTests {
    @Test("a navigation is answered by the interceptor, which sees every request")
    func interception() async throws {
        let options = site([
            "https://www.acme.test/": .text(
                """
                <!doctype html><title>Hello</title><script src="https://cdn.example.com/a.js"></script>
                <iframe src="https://other.test/frame"></iframe>
                """),
            "https://cdn.example.com/a.js": .text(
                "fetch('https://api.example.com/x', {method: 'POST', body: 'é', headers: {'x-a': 'b'}}).catch(() => {})",
                type: "text/javascript"),
            "https://other.test/frame": .text("<script src='/inner.js'></script>"),
            "https://other.test/inner.js": .text("new Worker('/worker.js')", type: "text/javascript"),
            "https://other.test/worker.js": .text("fetch('/from-worker')", type: "text/javascript"),
        ])
        try await withPage(options) { page in
            try await page.navigate(to: "https://www.acme.test/")
            #expect(try await page.evaluate("document.title") == "Hello")
            #expect(await page.record.url == "https://www.acme.test/")
            try await page.wait(for: "the worker's request") { record in
                record.requests.contains { $0.url == "https://other.test/from-worker" }
            }
            let requests = await page.record.requests
            #expect(requests.first?.resourceType == "Document")
            let preflight = try #require(requests.first { $0.url == "https://api.example.com/x" })
            #expect(preflight.method == "OPTIONS")
            #expect(preflight.headers["access-control-request-headers"] == "x-a")
        }
    }

    @Test("the body and headers of an intercepted request are known")
    func requestBody() async throws {
        let options = site(["https://www.acme.test/": .text("<p>Hi")])
        try await withPage(options) { page in
            try await page.navigate(to: "https://www.acme.test/")
            try await page.evaluate("fetch('/api', {method: 'POST', body: '{\"a\":\"é\"}', headers: {'X-Key': '1'}})")
            let request = try #require(await page.record.requests.last)
            #expect(request.method == "POST")
            #expect(request.body == #"{"a":"é"}"#)
            #expect(request.headers["x-key"] == "1")
        }
    }

    @Test("evaluating gives JSON values")
    func values() async throws {
        try await withPage { page in
            let object = try await page.evaluate("({a: [1, 2.5, 'x', true, null], b: undefined})")
            #expect(object == ["a": [1, 2.5, "x", true, nil]])
            #expect(try await page.evaluate("undefined") == .null)
            #expect(try await page.evaluate("10n") == "10n")
            #expect(try await page.evaluate("Promise.resolve('later')") == "later")
            #expect(try await page.evaluate(#"'\ud800|\u{1F600}|\u0000'"#) == "\u{FFFD}|😀|\0")
            // Arrives in hundreds of pieces.
            let long = try await page.evaluate("'x'.repeat(3_000_000) + 'y'")
            #expect(long.string?.count == 3_000_001)
        }
    }

    @Test(
        "an exception and a rejection become an error with their text",
        arguments: [
            ("throw new TypeError('no good')", "TypeError: no good"),
            ("Promise.reject(new RangeError('too far'))", "RangeError: too far"),
            ("throw 'plain'", "plain"), ("nothing.here", "ReferenceError: nothing is not defined"),
        ])
    func exceptions(expression: String, text: String) async throws {
        try await withPage { page in
            let error = await #expect(throws: BrowserError.self) { try await page.evaluate(expression) }
            guard case .javaScript(let exception) = error else { throw try #require(error) }
            #expect(exception.hasPrefix(text))
        }
    }

    @Test("console lines and uncaught exceptions are recorded with their place")
    func console() async throws {
        let options = site([
            "https://www.acme.test/": .text(
                """
                <!doctype html>
                <script>
                console.warn('careful', 1, {a: 1}, undefined)
                setTimeout(() => { throw new Error('late') })
                Promise.reject(new Error('unheard'))
                </script>
                """)
        ])
        try await withPage(options) { page in
            try await page.navigate(to: "https://www.acme.test/")
            try await page.wait(for: "both exceptions") { $0.exceptions.count == 2 }
            let record = await page.record
            let line = try #require(record.console.first { $0.source == "script" })
            #expect(line.level == "warning")
            #expect(line.text == "careful 1 Object undefined")
            #expect(line.url == "https://www.acme.test/")
            #expect(line.line == 3)
            #expect(record.exceptions.contains { $0.text.hasPrefix("Error: late") && $0.line == 4 })
            #expect(record.exceptions.contains { $0.text.hasPrefix("Error: unheard") })
        }
    }

    @Test("the store's cookies come with all their attributes")
    func cookies() async throws {
        let options = site([
            "https://www.acme.test/": .fulfill(
                status: 200,
                headers: [
                    ("Content-Type", "text/html"), ("Set-Cookie", "http=1; HttpOnly; Path=/p; SameSite=None; Secure"),
                ],
                body: Array(
                    """
                    <script>
                    document.cookie = 'wide=a%20b; domain=.acme.test; path=/; max-age=3600; samesite=lax'
                    document.cookie = 'narrow=2; secure; samesite=Strict'
                    document.cookie = 'refused=3; domain=.other.test'
                    </script>
                    """.utf8))
        ])
        try await withPage(options) { page in
            try await page.navigate(to: "https://www.acme.test/")
            let cookies = try await page.cookies().sorted { $0.name < $1.name }
            try #require(cookies.map(\.name) == ["http", "narrow", "wide"])
            #expect(cookies[0].isHTTPOnly && cookies[0].isSecure && cookies[0].path == "/p")
            #expect(cookies[0].sameSite == "None")
            #expect(cookies[1].isHostOnly && cookies[1].domain == "www.acme.test" && cookies[1].isSession)
            #expect(cookies[1].sameSite == "Strict" && cookies[1].isSecure)
            #expect(cookies[2].value == "a%20b" && cookies[2].domain == "acme.test" && !cookies[2].isHostOnly)
            #expect(cookies[2].sameSite == "Lax" && !cookies[2].isSecure && !cookies[2].isHTTPOnly)
            let left = try #require(cookies[2].expires).timeIntervalSinceNow
            #expect(left > 3500 && left <= 3600)
        }
    }

    @Test("a cookie written by a script is in the store when asked right after the load", .timeLimit(.minutes(1)))
    func cookieRace() async throws {
        let options = site(["https://www.acme.test/": .text("<script>document.cookie = 'a=1'</script>")])
        try await withThrowingTaskGroup { group in
            for _ in 0..<40 {
                group.addTask {
                    try await withPage(options) { page in
                        try await page.navigate(to: "https://www.acme.test/")
                        #expect(try await page.cookies().map(\.name) == ["a"])
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("each page has a profile of its own")
    func freshProfile() async throws {
        let options = site(["https://www.acme.test/": .text("<script>document.cookie = 'a=1'</script>")])
        try await withPage(options) { try await $0.navigate(to: "https://www.acme.test/") }
        let cookies = try await withPage(options) { try await $0.cookies() }
        #expect(cookies.isEmpty)
    }

    @Test("dialogs are answered and recorded: alert, confirm, prompt, and leaving the page")
    func dialogs() async throws {
        let options = site([
            "https://www.acme.test/": .text(
                """
                <script>
                alert('one'); window.answers = [confirm('two'), prompt('three')]
                addEventListener('beforeunload', event => event.preventDefault())
                </script>
                """),
            "https://www.acme.test/next": .text("<title>Next</title>"),
        ])
        try await withPage(options) { page in
            try await page.navigate(to: "https://www.acme.test/")
            #expect(try await page.evaluate("answers") == [false, nil])
            #expect(await page.record.dialogs.map(\.type) == ["alert", "confirm", "prompt"])
            #expect(await page.record.dialogs.map(\.message) == ["one", "two", "three"])
            try await page.navigate(to: "https://www.acme.test/next")
            #expect(try await page.evaluate("document.title") == "Next")
        }
    }

    @Test("a page that never yields ends at its time limit, and the next page works")
    func endlessScript() async throws {
        let options = site([
            "https://www.acme.test/": .text("<script>document.cookie = 'before=1'; while (true) {}</script>")
        ])
        await #expect(
            throws: BrowserError.timedOut(step: "the load of https://www.acme.test/", after: .seconds(2))
        ) {
            try await withPage(options) { page in
                try await page.navigate(to: "https://www.acme.test/", limit: .seconds(2))
            }
        }
        let answer = try await withPage { try await $0.evaluate("1 + 1") }
        #expect(answer == 2)
    }

    @Test("an endless script can be stopped, and the page asked")
    func terminatedScript() async throws {
        let options = site(["https://www.acme.test/": .text("<p id=a>Here</p><script>while (true) {}</script>")])
        try await withPage(options) { page in
            await #expect(throws: BrowserError.self) {
                try await page.navigate(to: "https://www.acme.test/", limit: .seconds(2))
            }
            try await page.terminateScripts()
            #expect(try await page.evaluate("document.getElementById('a').textContent") == "Here")
        }
    }

    @Test("a resource that never comes holds up the load until the time limit, but not DOMContentLoaded")
    func neverLoads() async throws {
        var options = PageOptions()
        options.interceptor = { request in
            if request.url.hasSuffix("/never.png") { try? await Task.sleep(for: .seconds(600)) }
            return .text("<img src=/never.png>")
        }
        try await withPage(options) { page in
            try await page.navigate(to: "https://www.acme.test/", until: .domContentLoaded)
            await #expect(
                throws: BrowserError.timedOut(step: "the load of https://www.acme.test/?2", after: .seconds(1))
            ) {
                try await page.navigate(to: "https://www.acme.test/?2", limit: .seconds(1))
            }
        }
    }

    @Test(
        "a page that cannot be opened says why",
        arguments: [
            ("NameNotResolved", "net::ERR_NAME_NOT_RESOLVED"), ("ConnectionRefused", "net::ERR_CONNECTION_REFUSED"),
        ])
    func unreachable(reason: String, text: String) async throws {
        var options = PageOptions()
        options.interceptor = { _ in .fail(reason: reason) }
        try await withPage(options) { page in
            await #expect(throws: BrowserError.navigationFailed(url: "https://www.acme.test/", reason: text)) {
                try await page.navigate(to: "https://www.acme.test/")
            }
        }
    }

    @Test("a redirect by a script is followed to the page it leads to")
    func scriptRedirect() async throws {
        let options = site([
            "https://www.acme.test/": .text("<script>location.replace('/next')</script>"),
            "https://www.acme.test/next": .text("<title>Next</title>"),
        ])
        try await withPage(options) { page in
            try await page.navigate(to: "https://www.acme.test/")
            try await page.wait(for: "the redirect") { $0.url == "https://www.acme.test/next" }
        }
    }

    @Test("a download is refused")
    func download() async throws {
        let options = site([
            "https://www.acme.test/": .text(
                "x", type: "application/octet-stream", headers: [("Content-Disposition", "attachment; filename=x.bin")])
        ])
        try await withPage(options) { page in
            await #expect(
                throws: BrowserError.navigationFailed(url: "https://www.acme.test/", reason: "net::ERR_ABORTED")
            ) {
                try await page.navigate(to: "https://www.acme.test/")
            }
        }
    }

    @Test("the user agent has no word of headless, unless another one is asked for")
    func userAgent() async throws {
        let options = site(["https://www.acme.test/": .text("<p>")])
        let agent = try await withPage(options) { page in
            try await page.navigate(to: "https://www.acme.test/")
            #expect(await page.record.requests.first?.headers["user-agent"]?.contains("Headless") == false)
            return try await page.evaluate("navigator.userAgent").string
        }
        #expect(agent?.contains("Chrome/") == true)
        #expect(agent?.contains("Headless") == false)

        var mine = options
        mine.userAgent = "Mine/1.0"
        let changed = try await withPage(mine) { try await $0.evaluate("navigator.userAgent") }
        #expect(changed == "Mine/1.0")
    }

    @Test("a script for new documents runs before the page's own")
    func newDocuments() async throws {
        let options = site(["https://www.acme.test/": .text("<script>window.seen = window.early</script>")])
        try await withPage(options) { page in
            try await page.evaluateOnNewDocuments("window.early = 'yes'")
            try await page.navigate(to: "https://www.acme.test/")
            #expect(try await page.evaluate("seen") == "yes")
        }
    }

    @Test("a page whose process ends is told, in whatever step, and the next page works")
    func crash() async throws {
        await #expect(throws: BrowserError.pageCrashed) {
            try await withPage { page in
                async let never = page.evaluate("new Promise(() => {})")
                _ = try? await page.call("Page.crash")
                _ = try await never
            }
        }
        await #expect(throws: BrowserError.pageCrashed) {
            try await withPage { try await $0.navigate(to: "chrome://crash") }
        }
        let answer = try await withPage { try await $0.evaluate("1 + 1") }
        #expect(answer == 2)
    }
}

@Suite("Many pages", .tags(.browser))
struct ManyPagesTests {
    @Test("no more pages are open than the options say, and all get their turn")
    func slots() async throws {
        var options = BrowserOptions()
        options.maximumPages = 2
        let count = Counter()
        try await Browser.withBrowser(options) { browser in
            try await withThrowingTaskGroup { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await browser.withPage { page in
                            await count.enter()
                            try await page.evaluate("new Promise(resolve => setTimeout(resolve, 20))")
                            await count.leave()
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(await count.total == 6)
        #expect(await count.most <= 2)
    }

    private actor Counter {
        private(set) var total = 0
        private(set) var most = 0
        private var now = 0

        func enter() {
            total += 1
            now += 1
            most = max(most, now)
        }

        func leave() { now -= 1 }
    }
}
