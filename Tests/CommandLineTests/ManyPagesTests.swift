import Foundation
import Synchronization
import Testing

@testable import DubCheckCLI

@Suite("Many pages")
struct ManyPagesTests {
    private static let page = """
        <!doctype html><html><head><script defer src="https://www.dubcdn.com/analytics/script.js"></script></head></html>
        """

    /// Counts to the total, so many seconds a page, and returns what was said.
    private static func progress(
        total: Int, seconds: Double, terminal: Bool = false, environment: [String: String] = [:]
    ) -> String {
        let test = TestContext(environment: environment)
        let clock = Mutex(0.0)
        let reading = { @Sendable in Date(timeIntervalSince1970: clock.withLock { $0 }) }
        var context = test.context
        context.diagnosticsAreTerminal = terminal
        context.now = reading
        let line = ProgressLine(total: total, context: context)
        for _ in 0..<total {
            clock.withLock { $0 += seconds }
            line.advance()
        }
        line.clear()
        return test.diagnostics.text
    }

    @Test("on a terminal progress is one line that is gone at the end")
    func terminalProgress() {
        #expect(Self.progress(total: 2, seconds: 0, terminal: true) == "\r1 of 2 pages\r2 of 2 pages\r\u{1B}[K")
    }

    @Test("elsewhere it is plain lines, few of them, and none for a short run")
    func plainProgress() {
        #expect(Self.progress(total: 300, seconds: 0.01).isEmpty)
        #expect(
            Self.progress(total: 4, seconds: 9)
                == "dubcheck: 1 of 4 pages\ndubcheck: 2 of 4 pages\ndubcheck: 3 of 4 pages\n")
        let long = Self.progress(total: 300, seconds: 2)
        #expect(long.split(separator: "\n").count == 9)
        #expect(long.hasPrefix("dubcheck: 30 of 300 pages\ndubcheck: 60 of 300 pages\n"))
        #expect(!long.contains("\r") && !long.contains("\u{1B}"))
        #expect(
            Self.progress(total: 2, seconds: 9, terminal: true, environment: ["TERM": "dumb"])
                == "dubcheck: 1 of 2 pages\n")
    }

    @Test("one page has no progress", arguments: [true, false])
    func single(terminal: Bool) {
        #expect(Self.progress(total: 1, seconds: 60, terminal: terminal).isEmpty)
    }

    @Test("evidence that was kept gives the same report again")
    func keptEvidence() async throws {
        try await withFolder(["a.html": Self.page, "b.html": "<p>nothing here</p>"]) { folder in
            let first = TestContext(folder: folder)
            let status = await first.run(
                "verify", folder + "/b.html", folder + "/a.html", "--save", "kept", "--color", "never", "--fail-on",
                "minor")
            #expect(status == .findings)
            let again = TestContext(folder: folder)
            #expect(await again.run("verify", "--from", "kept", "--color", "never", "--fail-on", "minor") == .findings)
            #expect(again.output.text.contains("page-not-covered"))
            #expect(Self.withoutTimes(again.output.text) == Self.withoutTimes(first.output.text))
            #expect(again.diagnostics.text.isEmpty)
            let third = TestContext(folder: folder)
            #expect(await third.run("verify", folder + "/a.html", "--save", "kept") == .usage)
            #expect(third.output.text.isEmpty)
            #expect(third.diagnostics.text.contains("kept: holds the evidence of an earlier run; give another folder"))
        }
    }

    private static func withoutTimes(_ text: String) -> String {
        text.replacing(#/ +(?<mode>\w+ · \w+) · [0-9.]+ m?s/#) { " \($0.mode)" }
    }

    @Test(
        "what does not go together, or is not there, is one clear line and exit code 2",
        arguments: [
            (["--from", "kept", "a.html"], "--from judges what was kept; give no targets beside it"),
            (["--from", "kept", "--sitemap", "https://acme.test/s.xml"], "give no targets beside it"),
            (["--from", "kept", "--save", "other"], "--from judges what is kept already"),
            (["--from", "kept"], "kept: no such folder"),
            (["--sitemap", "missing.xml"], "missing.xml: no such file or folder; check the path"),
            (["--sitemap", "acme.test/sitemap.xml"], "write https://acme.test/sitemap.xml"),
            (["--sitemap", "page.xml"], "page.xml: an HTML page, not a sitemap"),
            (["--urls-from", "empty.txt"], "there is no target in it"),
            (["page.xml", "--save", "page.xml"], "page.xml: a file; evidence needs a folder"),
        ])
    func usage(arguments: [String], message: String) async throws {
        try await withFolder(["page.xml": Self.page, "empty.txt": "# nothing\n"]) { folder in
            let test = TestContext(folder: folder)
            let arguments = arguments.map { $0 == "page.xml" && arguments.first == $0 ? folder + "/page.xml" : $0 }
            #expect(
                await CommandRunner(context: test.context).run(["verify", "--mode", "static"] + arguments) == .usage)
            #expect(test.output.text.isEmpty)
            #expect(test.diagnostics.text.contains(message))
            #expect(test.diagnostics.text.split(separator: "\n").count == 1)
        }
    }

    @Test("pages of a sitemap come after the targets, and what is listed twice is verified once")
    func order() async throws {
        let files = [
            "a.html": Self.page, "list.txt": "",
            "sitemap.txt": "http://127.0.0.1:1/x\nhttp://127.0.0.1:1/y\nhttp://127.0.0.1:1/x\nnonsense\n",
        ]
        try await withFolder(files) { folder in
            let list = "\u{FEFF}http://127.0.0.1:1/y\r\n\(folder)/a.html\r\nhttp://127.0.0.1:1/y\r\n"
            try Data(list.utf8).write(to: URL(fileURLWithPath: folder + "/list.txt"))
            let test = TestContext(folder: folder)
            _ = await test.run(
                "verify", "--mode", "static", "--sitemap", "sitemap.txt", "--urls-from", "list.txt", "--report", "json")
            let report = try JSONSerialization.jsonObject(with: Data(test.output.text.utf8)) as? [String: Any]
            let results = report?["results"] as? [[String: Any]]
            #expect(
                results?.compactMap { $0["target"] as? String }
                    == ["http://127.0.0.1:1/y", "\(folder)/a.html", "http://127.0.0.1:1/x"])
            #expect(
                test.diagnostics.text
                    == "dubcheck: \(folder)/sitemap.txt: 1 entry is no http(s) address and not verified\n")
        }
    }
}
