import Foundation
import Testing

/// Whatever a page or its server does, there is a verdict with its reason in time, and nothing is left of the browser.
@Suite("Faults of pages in a browser", .tags(.browser))
struct BrowserFaultTests {
    /// Seconds that starting, ending and a busy machine may add to the time that a page is allowed.
    private static let margin = 20

    @Test(
        "a page that misbehaves gets its verdict within --timeout, and leaves nothing",
        .timeLimit(.minutes(3)), arguments: Fault.endless + Fault.asking)
    func fault(_ fault: Fault) async throws {
        try await Turns.two.take {
            try await ScenarioSite.serve(fault.routes) { site in
                try await withFolder { folder in
                    let begun = ContinuousClock.now
                    let outcome = try await Tool.run(
                        ["verify", fault.target, "--mode", "browser", "--report", "json"]
                            + ["--timeout", "\(fault.timeout)", "--wait", "1"] + fault.arguments
                            + fault.routes.connections(to: site.ports), environment: ["TMPDIR": folder.path])
                    let elapsed = ContinuousClock.now - begun

                    let wrong = fault.expected.mismatches(outcome)
                    #expect(wrong.isEmpty, "\(wrong.joined(separator: "; "))")
                    #expect(elapsed < .seconds(fault.timeout + Self.margin))
                    let traces = Traces(folder: folder)
                    #expect(traces.files.isEmpty)
                    #expect(try await eventually { traces.processes.isEmpty })
                }
            }
        }
    }

    @Test("100 MB are not kept in memory")
    func memory() async throws {
        let fault = Fault.hugePage
        try await ScenarioSite.serve(fault.routes) { site in
            let run = try Running(
                ["verify", fault.target, "--mode", "browser", "--report", "json"]
                    + ["--timeout", "\(fault.timeout)", "--wait", "1"] + fault.arguments
                    + fault.routes.connections(to: site.ports))
            let end = Task { await run.finish() }
            var peak = 0
            while let size = Self.peakMemory(of: run.id) {
                peak = max(peak, size)
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(await end.value.status == 0)
            #expect(peak > 0 && peak < 250_000_000, "at most \(peak) bytes")
        }
    }

    /// The most memory that a process has had so far, in bytes; nil when it has ended.
    private static func peakMemory(of id: Int32) -> Int? {
        let status = FileManager.default.contents(atPath: "/proc/\(id)/status") ?? Data()
        let line = String(decoding: status, as: UTF8.self).firstMatch(of: /VmHWM:\s+(\d+) kB/)
        return line.flatMap { Int($0.1) }.map { $0 * 1_024 }
    }

    @Test("a browser that is asked for and missing is an error that says what to install")
    func missing() async throws {
        let outcome = try await Tool.run(
            ["verify", "https://acme.test/", "--mode", "browser", "--report", "json"],
            environment: ["DUBCHECK_BROWSER": "/nowhere"])
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("/nowhere") && outcome.errors.contains("chromium-headless-shell"))
    }

    @Test("a program that is no browser is an error that names it, and what it says")
    func noBrowser() async throws {
        try await withFolder { folder in
            let program = folder.appending(path: "oven")
            try "#!/bin/sh\necho I bake cookies >&2\nexit 3\n".write(to: program, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
            let outcome = try await Tool.run(
                ["verify", "https://acme.test/", "--mode", "browser", "--report", "json", "--browser", program.path],
                environment: ["TMPDIR": folder.path])
            #expect(outcome.status == 2)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains(program.path) && outcome.errors.contains("I bake cookies"))
            let traces = Traces(folder: folder)
            #expect(traces.files == ["oven"])
            #expect(try await eventually { traces.processes.isEmpty })
        }
    }

    @Test(
        "a program that starts and says nothing is given up within --timeout, and does not stay",
        .timeLimit(.minutes(1)))
    func silentBrowser() async throws {
        try await withFolder { folder in
            let program = folder.appending(path: "statue")
            try "#!/bin/sh\nexec sleep 45\n".write(to: program, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
            let begun = ContinuousClock.now
            let outcome = try await Tool.run(
                ["verify", "https://acme.test/", "--mode", "browser", "--timeout", "1", "--browser", program.path],
                environment: ["TMPDIR": folder.path])
            // Sooner than the limit that holds without --timeout.
            #expect(ContinuousClock.now - begun < .seconds(15))
            #expect(outcome.status == 2)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains(program.path) && outcome.errors.contains("took longer than 1 s"))
            let traces = Traces(folder: folder)
            #expect(traces.files == ["statue"])
            #expect(try await eventually { traces.processes.isEmpty })
        }
    }
}
