import Foundation
import Testing

@Suite("dubcheck verify, as a process")
struct VerifyTests {
    private static let healthy = """
        <!doctype html><html><head><title>Acme</title>
        <script defer src="https://www.dubcdn.com/analytics/script.js"></script></head><body><p>Hello</body></html>
        """

    @Test("A healthy file passes, a file without the script fails, and the exit codes say so")
    func files() async throws {
        try await withFolder { folder in
            let good = folder.appending(path: "good.html")
            let bad = folder.appending(path: "bad.html")
            try Self.healthy.write(to: good, atomically: true, encoding: .utf8)
            try "<p>Hello".write(to: bad, atomically: true, encoding: .utf8)

            let pass = try await Tool.run("verify", good.path)
            #expect(pass.status == 0)
            #expect(pass.output.contains("pass"))
            let (status, report) = try await Tool.report("verify", bad.path)
            #expect(status == 1)
            #expect(report.results.first?.ids == ["script-missing"])
            let tolerant = try await Tool.run("verify", bad.path, "--fail-on", "never")
            #expect(tolerant.status == 0)
        }
    }

    @Test("Pages of a folder that lack the script others have are not covered")
    func folder() async throws {
        try await withFolder { folder in
            try Self.healthy.write(to: folder.appending(path: "index.html"), atomically: true, encoding: .utf8)
            try "<p>Prices".write(to: folder.appending(path: "pricing.html"), atomically: true, encoding: .utf8)
            let (status, report) = try await Tool.report("verify", folder.path)
            #expect(status == 0)
            #expect(report.verdict == "warn")
            #expect(report.results.map(\.verdict) == ["pass", "warn"])
            #expect(report.results.last?.ids == ["page-not-covered"])
        }
    }

    @Test("HTML on standard input is judged")
    func standardInput() async throws {
        let outcome = try await Tool.run("verify", "-", input: Data(Self.healthy.utf8))
        #expect(outcome.status == 0)
    }

    @Test("An empty page is judged like any page")
    func emptyPage() async throws {
        let outcome = try await Tool.run("verify", "-", "--report", "json")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("script-missing"))
    }

    @Test("What is no HTML cannot be judged")
    func notHTML() async throws {
        let outcome = try await Tool.run("verify", "-", "--report", "json", input: Data("%PDF-1.7 \u{1}\u{2}".utf8))
        #expect(outcome.status == 3)
        #expect(outcome.output.contains("not-html"))
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var words: String
        var testDescription: String { arguments.joined(separator: " ") }
    }

    @Test(
        "A mistake of the caller is one clear message and exit code 2",
        arguments: [
            Mistake(arguments: ["verify", "/nowhere/page.html"], words: "/nowhere/page.html"),
            Mistake(arguments: ["verify", "ftp://example.com/"], words: "ftp"),
            Mistake(arguments: ["verify", "file:///etc/passwd"], words: "file"),
            Mistake(arguments: ["verify", "https://"], words: "https://"),
            Mistake(arguments: ["verify", "acme.test"], words: "https://acme.test"),
            Mistake(arguments: ["verify"], words: "target"),
            Mistake(arguments: ["verify", "-", "--bogus"], words: "--bogus"),
            Mistake(arguments: ["verify", "-", "--fail-on", "everything"], words: "everything"),
            Mistake(arguments: ["verify", "-", "--only", "script-mising"], words: "script-missing"),
            Mistake(arguments: ["verify", "-", "--connect-to", "a:b"], words: "HOST1:PORT1:HOST2:PORT2"),
            Mistake(arguments: ["verify", "-", "--report", "bogus"], words: "bogus"),
            Mistake(arguments: ["verfy"], words: "verify"),
        ])
    func mistakes(_ mistake: Mistake) async throws {
        let outcome = try await Tool.run(mistake.arguments)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(mistake.words), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count <= 3, "\(outcome.errors)")
    }

    @Test("A host that does not resolve is inconclusive")
    func unresolved() async throws {
        let (status, report) = try await Tool.report("verify", "http://nothing.invalid/")
        #expect(status == 3)
        #expect(report.results.first?.ids == ["dns-or-tls-failure"])
    }

    @Test("A check that fails inside leaves the verdict and the other checks, and exits with 70")
    func fault() async throws {
        try await withFolder { folder in
            let page = folder.appending(path: "page.html")
            try "<title>A</title><body><script defer src=https://www.dubcdn.com/analytics/script.js></script>"
                .write(to: page, atomically: true, encoding: .utf8)
            let outcome = try await Tool.run(
                "verify", page.path, "--report", "json", environment: ["DUBCHECK_FAULT": "check:duplicate-script"])
            let report = try JSONDecoder().decode(JSONReport.self, from: Data(outcome.output.utf8))
            #expect(outcome.status == 70)
            #expect(report.results.first?.verdict == "warn")
            #expect(Set(report.results.first?.ids ?? []) == ["script-in-body", "tool-error"])
        }
    }

    @Test("A reader that goes away early is no failure")
    func closedPipe() async throws {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", "'\(Tool.path)' checks | head -1 >/dev/null; '\(Tool.path)' --version"]
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0)
        #expect(text.contains("0.1.0"))
    }
}
