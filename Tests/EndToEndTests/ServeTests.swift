import Foundation
import Testing

@Suite("dubcheck serve, as a process", .serialized)
struct ServeTests {
    @Test("Every sample page gets its declared verdict and finding from its HTML")
    func samples() async throws {
        try await withHarness("--tls") { port in
            let outcome = try await Tool.run("samples", "--mode", "static", "--url", "http://127.0.0.1:\(port)")
            #expect(outcome.status == 0, "\(outcome.output.split(separator: "\n").filter { $0.hasPrefix("✗") })")
        }
    }

    /// One sample of each kind; `make demo` opens all.
    @Test("Sample pages get their declared verdicts and findings in both modes, each in its column")
    func samplesInBothModes() async throws {
        try await withHarness("--tls") { port in
            let names = [
                "manual", "gtm-google", "gtm-not-published-google", "npm-next", "consent-gated-cmp", "cookie-expired",
                "script-only-in-iframe-elsewhere", "csp-trusted-types", "service-worker-stale", "hanging-resource",
            ]
            let options = ["--mode", "both", "--url", "http://127.0.0.1:\(port)"]
            let outcome = try await Tool.run(["samples"] + options + names)
            #expect(outcome.status == 0, "\(outcome.output)")
            let lines = outcome.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            #expect(lines.first == ["sample", "static", "browser"])
            #expect(lines.contains(["✓", "npm-next", "inconclusive", "dynamic-install", "pass", "dynamic-install"]))
            #expect(lines.contains(["✓", "manual", "pass", "pass"]))
        }
    }

    @Test("A sample that does not exist is named, with those near it")
    func unknownSample() async throws {
        try await withHarness { port in
            let outcome = try await Tool.run("samples", "manuel", "--url", "http://127.0.0.1:\(port)")
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("'manuel'; near it: manual"))
        }
    }

    @Test("A URL is fetched under its own name, with redirects, by way of --connect-to")
    func connectTo() async throws {
        try await withHarness("--tls") { port in
            let (status, report) = try await Tool.report(
                "verify", "https://www.acme.test/samples/query-stripped-by-redirect/start", "--insecure",
                "--connect-to", "www.acme.test:443:127.0.0.1:\(port)",
                "--connect-to", "www.dubcdn.com:443:127.0.0.1:\(port)")
            #expect(status == 1)
            #expect(report.results.first?.ids == ["query-stripped-by-redirect"])
            #expect(report.results.first?.redirects.isEmpty == false)
        }
    }

    @Test("A certificate that nobody trusts makes the page inconclusive, unless --insecure accepts it")
    func certificate() async throws {
        try await withHarness("--tls") { port in
            let (status, report) = try await Tool.report("verify", "https://127.0.0.1:\(port)/samples/manual")
            #expect(status == 3)
            #expect(report.results.first?.ids == ["dns-or-tls-failure"])
        }
    }

    @Test("The environment file appears with the ready line and is gone after the end")
    func environmentFile() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "an env file")
            let server = try Running(["serve", "--port", "0", "--ephemeral", "--env-file", file.path])
            let line = try #require(await server.firstLine())
            let text = try String(contentsOf: file, encoding: .utf8)
            let url = try #require(line.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)).output
            #expect(text.contains("DUBCHECK_URL=\(url)"))
            server.signal(SIGINT)
            let outcome = await server.finish()
            #expect([0, 130].contains(outcome.status))
            #expect(!FileManager.default.fileExists(atPath: file.path))
        }
    }

    @Test("A port that is taken is named, with exit code 2")
    func portTaken() async throws {
        try await withHarness { port in
            let outcome = try await Tool.run("serve", "--ephemeral", "--port", "\(port)")
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("\(port)"))
        }
    }
}
