import Browser
import Foundation
import JSON
import NIOHTTP1
import Testing

@Suite("From the short link to the lead, in Chromium")
struct ClickToLeadTests {
    @Test("A visitor follows a short link and signs up, and the lead has the click that the cookie kept")
    func demo() async throws {
        try await withFolder { folder in
            let harness = try await ServedHarness.start(["--ephemeral"], in: folder)
            let port = try #require(harness.url.split(separator: ":").last)
            let seen = try await Browser.withBrowser { browser in
                try await browser.withPage(PageOptions()) { page in
                    try await page.navigate(to: "http://go.localhost:\(port)/demo")
                    try await page.evaluate(Self.signUp)
                    return try await page.evaluate(Self.outcome)
                }
            }
            #expect(seen["title"] == "The lead is recorded")
            let clickID = try #require(seen["cookie"].string)
            let clicks = try await harness.call(.GET, "/events?event=clicks").json()
            let leads = try await harness.call(.GET, "/events?event=leads").json()
            #expect(clicks.array?.map { $0["click"]["id"] } == [.string(clickID)])
            #expect(clicks[0]["click"]["browser"] == "Chrome")
            #expect(leads.array?.map { $0["click"]["id"] } == [.string(clickID)])
            #expect(leads[0]["eventName"] == "Sign Up")
            #expect(leads[0]["customer"]["email"] == "kim@acme.test")
            harness.process.signal(SIGTERM)
            #expect(await harness.process.finish().status == 0)
        }
    }

    @Test("The same through Segment: the event's path is shown, and the lead has the click that the cookie kept")
    func throughSegment() async throws {
        try await withFolder { folder in
            let harness = try await ServedHarness.start(["--ephemeral"], in: folder)
            let port = try #require(harness.url.split(separator: ":").last)
            let seen = try await Browser.withBrowser { browser in
                try await browser.withPage(PageOptions()) { page in
                    try await page.navigate(to: "http://go.localhost:\(port)/demo?send=segment")
                    try await page.evaluate(Self.signUp)
                    return try await page.evaluate(Self.outcome)
                }
            }
            #expect(seen["title"] == "The lead is recorded")
            #expect(seen["path"].string?.contains("its trigger matches") == true)
            let clickID = try #require(seen["cookie"].string)
            let leads = try await harness.call(.GET, "/events?event=leads").json()
            #expect(leads.array?.map { $0["click"]["id"] } == [.string(clickID)])
            let log = try await harness.call(.GET, "/_dubcheck/deliveries").json()
            #expect(log["entries"].array?.map { $0["outcome"] } == ["success"])
            harness.process.signal(SIGTERM)
            #expect(await harness.process.finish().status == 0)
        }
    }

    private static let signUp = """
        (async () => {
            document.getElementById('name').value = 'Kim';
            document.getElementById('email').value = 'kim@acme.test';
            document.getElementById('form').requestSubmit();
            const deadline = Date.now() + 10000;
            const isOver = () => ['The lead is recorded', 'No lead was recorded', 'That did not work']
                .includes(document.getElementById('result-title').textContent);
            while (!isOver() && Date.now() < deadline) {
                await new Promise((done) => setTimeout(done, 20));
            }
        })()
        """

    private static let outcome = """
        ({
            title: document.getElementById('result-title').textContent,
            path: document.getElementById('path').textContent,
            cookie: document.cookie.split('; ').find((it) => it.startsWith('dub_id='))?.slice(7),
        })
        """
}
