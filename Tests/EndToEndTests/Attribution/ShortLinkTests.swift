import Browser
import Foundation
import JSON
import NIOHTTP1
import Testing

@Suite("Short links that keep something for their visitors, in Chromium", .timeLimit(.minutes(2)))
struct ShortLinkTests {
    /// A harness with a link of the key `spring` that leads to its own sign-up page.
    private func harness(_ fields: JSONObject, in folder: URL) async throws -> (ServedHarness, port: String) {
        let harness = try await ServedHarness.start(["--ephemeral"], in: folder)
        let port = try #require(harness.url.split(separator: ":").last.map(String.init))
        var link: JSONObject = ["url": .string("http://localhost:\(port)/signup"), "key": "spring"]
        link.merge(fields)
        let reply = try await harness.call(.POST, "/links", .object(link))
        #expect(reply.status == 200)
        return (harness, port)
    }

    private func stop(_ harness: ServedHarness) async {
        harness.process.signal(SIGTERM)
        #expect(await harness.process.finish().status == 0)
    }

    @Test("A password is asked for once: the browser keeps its cookie, also by plain http on this machine")
    func password() async throws {
        try await withFolder { folder in
            let (harness, port) = try await harness(["password": "open sesame"], in: folder)
            let seen = try await Browser.withBrowser { browser in
                try await browser.withPage(PageOptions()) { page in
                    var seen: [JSONValue] = []
                    try await page.navigate(to: "http://go.localhost:\(port)/spring?utm_source=mail")
                    seen.append(try await page.evaluate("document.querySelector('h1').textContent"))
                    try await page.evaluate("document.querySelector('input').value = 'open sesame'")
                    try await page.evaluate("document.querySelector('form').submit()")
                    seen.append(try await Self.place(of: page))
                    try await page.navigate(to: "http://go.localhost:\(port)/spring")
                    seen.append(try await page.evaluate("location.href"))
                    return seen
                }
            }
            #expect(
                seen == [
                    "This link needs a password", .string("http://localhost:\(port)/signup?utm_source=mail"),
                    .string("http://localhost:\(port)/signup"),
                ])
            await stop(harness)
        }
    }

    /// Where the page is, once it is on the sign-up page; where it stays instead after a while.
    private static func place(of page: PageSession) async throws -> JSONValue {
        for _ in 0..<200 {
            // A page that is just going away answers with an error.
            if let place = try? await page.evaluate("location.href"), place.string?.contains("/signup") == true {
                return place
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        return try await page.evaluate("location.href")
    }

    @Test("A visitor of a link under test is led to the same destination each time")
    func variants() async throws {
        try await withFolder { folder in
            let variants = (1...4).map { number -> JSONValue in
                ["url": .string("https://acme.test/\(number)"), "percentage": 25]
            }
            let (harness, port) = try await harness(
                ["trackConversion": true, "rewrite": true, "testVariants": .array(variants)], in: folder)
            let places = try await Browser.withBrowser { browser in
                try await browser.withPage(PageOptions()) { page in
                    var places: Set<String> = []
                    for _ in 0..<8 {
                        try await page.navigate(to: "http://go.localhost:\(port)/spring", until: .domContentLoaded)
                        let frame = try await page.evaluate("document.querySelector('iframe').src.split('?')[0]")
                        places.insert(frame.string ?? "")
                    }
                    return places
                }
            }
            #expect(places.count == 1 && places.first?.hasPrefix("https://acme.test/") == true, "\(places)")
            await stop(harness)
        }
    }

    @Test("Webhooks go to a host that the command line allows")
    func allowedWebhooks() async throws {
        try await withFolder { folder in
            let harness = try await ServedHarness.start(
                ["--ephemeral", "--allow-webhook", "Hooks.ACME.test"], in: folder)
            for (url, status) in [("https://hooks.acme.test/a", 201), ("https://acme.test/a", 422)] {
                let reply = try await harness.call(
                    .POST, "/_dubcheck/webhooks", ["url": .string(url), "triggers": ["lead.created"]])
                #expect(reply.status == status, "\(url)")
            }
            await stop(harness)
        }
    }
}
