import Foundation
import Testing

/// Ends browsers and runs in the middle of a page.
@Suite("Ends in the middle of a page", .tags(.browser))
struct BrowserEndTests {
    private static let page = "https://acme.test/"
    private static let other = "https://acme.test/lamps"

    /// A page that waits for a script for ever, and one that works.
    private static let routes: Routes = {
        var routes = Routes()
        routes.home(Markup.page(head: #"<script src="/never.js"></script>"# + Markup.tag))
        routes["/never.js"] = { _ in .silence }
        routes["/lamps"] = { _ in .html(Markup.page(head: Markup.tag)) }
        return routes
    }()

    /// Starts a run with a temporary folder of its own, and hands it over once its browser waits in the page.
    private func inMiddle(
        of targets: String..., body: (Running, _ browser: Int32, Traces) async throws -> Void
    ) async throws {
        try await ScenarioSite.serve(Self.routes) { site in
            try await withFolder { folder in
                let traces = Traces(folder: folder)
                let run = try Running(
                    ["verify", "--mode", "browser", "--report", "json", "--insecure", "--timeout", "60"]
                        + ["--concurrency", "1"] + Self.routes.connections(to: site.ports) + targets,
                    environment: ["TMPDIR": folder.path])
                // Only a browser asks for it.
                guard try await eventually({ site.requests.contains { $0.path == "/never.js" } }),
                    let browser = traces.browser
                else {
                    run.signal(SIGTERM)
                    let outcome = await run.finish()
                    Issue.record("no browser came to the page: \(outcome.errors)")
                    return
                }
                try await body(run, browser, traces)
            }
        }
    }

    @Test("a browser that is killed leaves its page without a verdict, and another one judges the next page")
    func browserKilled() async throws {
        try await inMiddle(of: Self.page, Self.other) { run, browser, traces in
            kill(-browser, SIGKILL)
            let outcome = await run.finish()
            let expected = Scenario.Expected.inconclusive("browser-failed").with(second: .pass())
            let wrong = expected.mismatches(outcome)
            #expect(wrong.isEmpty, "\(wrong.joined(separator: "; "))")
            try await expectNothing(of: browser, traces)
        }
    }

    @Test(
        "a signal ends the run with its exit code, and its browser with it",
        arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func signal(_ signal: Int32, status: Int32) async throws {
        try await inMiddle(of: Self.page) { run, browser, traces in
            run.signal(signal)
            let outcome = await run.finish()
            #expect(outcome.status == status)
            #expect(outcome.output.isEmpty)
            // The run has cleared up before it ended: nobody has to wait for that.
            #expect(traces.files.isEmpty)
            try await expectNothing(of: browser, traces)
        }
    }

    @Test("after kill -9 nothing is left a moment later")
    func killed() async throws {
        try await inMiddle(of: Self.page) { run, browser, traces in
            run.signal(SIGKILL)
            _ = await run.finish()
            try await expectNothing(of: browser, traces)
        }
    }

    private func expectNothing(of browser: Int32, _ traces: Traces) async throws {
        #expect(try await eventually { Traces.running(inGroup: browser).isEmpty })
        #expect(try await eventually { traces.files.isEmpty })
        #expect(try await eventually { traces.processes.isEmpty })
    }
}
