import Foundation
import Testing

@testable import DubCheckCLI

@Suite("Command line")
struct CommandRunnerTests {
    private static let page = """
        <!doctype html><html><head><script defer src="https://www.dubcdn.com/analytics/script.js"></script></head></html>
        """

    @Test(
        "wrong usage is one clear line and exit code 2",
        arguments: [
            (["verfy"], "there is no command 'verfy'; did you mean 'verify'?"),
            (["a.html"], "did you mean 'dubcheck verify a.html'?"),
            (["verify", "--nonsense"], "Unknown option '--nonsense'"),
            (["verify"], "no target"),
            (["verify", "missing.html"], "missing.html: no such file"),
            (["verify", "file:///x.html"], "give its path, without file://"),
            (["verify", "ftp://acme.test/"], "only http:// and https://"),
            (["verify", "a.html", "--report", "junit"], "--report: there is no format 'junit'"),
            (
                ["verify", "a.html", "--report", "text", "--report", "json"],
                "only one report can go to standard output"
            ),
            (["verify", "a.html", "--report", "json=/nonexistent/x.json"], "cannot be written"),
            (["verify", "a.html", "--only", "script-in-bdy"], "did you mean 'script-in-body'"),
            (["verify", "a.html", "--timeout", "0"], "--timeout 0.0: must be more than 0"),
            (
                ["verify", "http://127.0.0.1:1/", "--mode", "browser", "--browser", "/nonexistent/chromium"],
                "/nonexistent/chromium"
            ),
            (["verify", "a.html", "--expect", "color=red"], "the keys are variant, refer"),
            (["verify", "a.html", "--app-url", "acme"], "--app-url:"),
            (["verify", "a.html", "--connect-to", "a:b"], "--connect-to: a:b: write HOST1:PORT1:HOST2:PORT2"),
            (["verify", "a.html", "--config", "missing.json"], "missing.json: no such file"),
            (["serve", "--port", "99999"], "ports go from 0 to 65535"),
            (["serve", "--segment-path", "seg"], "--segment-path: 'seg' is no path; write it as /seg"),
            (["serve", "--segment-path", "/{a}"], "--segment-path: '/{a}' is no path; write it as /seg"),
            (["serve", "--allow-webhook", "https://acme.test"], "--allow-webhook: 'https://acme.test' is no host"),
            (["run", "--allow-webhook", "acme.test:3000", "--", "true"], "'acme.test:3000' is no host: write"),
            (["serve", "--allow-verify", "acme.test/a"], "--allow-verify: 'acme.test/a' is no host"),
            (["deliveries", "--last", "1001"], "--last 1001: from 0 to 1000"),
            (["checks", "script-mising"], "did you mean 'script-missing'"),
        ])
    func usage(arguments: [String], message: String) async {
        let test = TestContext()
        let status = await CommandRunner(context: test.context).run(arguments)
        #expect(status == .usage)
        #expect(test.output.text.isEmpty)
        #expect(test.diagnostics.text.contains(message))
        #expect(test.diagnostics.text.split(separator: "\n").count <= 2)
    }

    @Test("a malformed secret is not repeated")
    func secretsStaySecret() async {
        let test = TestContext()
        #expect(await test.run("verify", "a.html", "--basic-auth", "geheim") == .usage)
        #expect(test.diagnostics.text.contains("--basic-auth: write it as USER:PASSWORD"))
        #expect(!test.diagnostics.text.contains("geheim"))
    }

    @Test("a bad value names the variable or the line it came from")
    func blame() async throws {
        let variable = TestContext(environment: ["DUBCHECK_TIMEOUT": "soon"])
        #expect(await variable.run("verify", "a.html") == .usage)
        #expect(variable.diagnostics.text.contains("DUBCHECK_TIMEOUT: The value 'soon' is invalid"))
        try await withFolder(["dubcheck.json": "{\n\"port\": 99999}"]) { folder in
            let file = TestContext(folder: folder)
            #expect(await file.run("serve") == .usage)
            #expect(file.diagnostics.text.contains("dubcheck.json, line 2: --port 99999"))
            // The file's value is fine with a command that has what it needs.
            let other = TestContext(environment: ["DUBCHECK_SEGMENT": "["], folder: folder)
            #expect(await other.run("run", "--port", "0", "--", "true") == .usage)
            #expect(other.diagnostics.text.hasPrefix("dubcheck: DUBCHECK_SEGMENT: --segment: not JSON"))
        }
    }

    @Test("help and version go to standard output", arguments: [["--help"], ["help", "verify"], ["--version"], []])
    func help(arguments: [String]) async {
        let test = TestContext()
        #expect(await CommandRunner(context: test.context).run(arguments) == .passed)
        #expect(!test.output.text.isEmpty)
        #expect(test.diagnostics.text.isEmpty)
    }

    @Test("a page is judged, and JSON on standard output stands alone")
    func verifies() async throws {
        try await withFolder(["a.html": Self.page]) { folder in
            let test = TestContext()
            #expect(await test.run("verify", folder + "/a.html", "--report", "json") == .passed)
            let report = try JSONSerialization.jsonObject(with: Data(test.output.text.utf8)) as? [String: Any]
            #expect(report?["verdict"] as? String == "pass")
            #expect(test.diagnostics.text.isEmpty)
        }
    }

    @Test("reports go to files, and nothing to standard output when none is asked for there")
    func files() async throws {
        try await withFolder(["a.html": "<p>nothing here</p>"]) { folder in
            let test = TestContext(folder: folder)
            let status = await test.run(
                "verify", folder + "/a.html", "--report", "json=out.json", "--report=text=out.txt", "--mode=static")
            #expect(status == .findings)
            #expect(test.output.text.isEmpty)
            #expect(test.diagnostics.text.isEmpty)
            let text = try String(contentsOfFile: folder + "/out.txt", encoding: .utf8)
            #expect(text.contains("script-missing"))
            #expect(!text.contains("\u{1B}"))
            #expect(FileManager.default.fileExists(atPath: folder + "/out.json"))
        }
    }

    @Test("targets can come from a file, after those given")
    func urlsFrom() async throws {
        try await withFolder(["a.html": Self.page, "b.html": Self.page, "list.txt": ""]) { folder in
            try Data("# pages\n\n \(folder)/b.html \n".utf8).write(to: URL(fileURLWithPath: folder + "/list.txt"))
            let test = TestContext()
            let status = await test.run("verify", folder + "/a.html", "--urls-from", folder + "/list.txt")
            #expect(status == .passed)
            let names = test.output.text.split(separator: "\n").filter { $0.hasPrefix("✓") }.map {
                $0.split(separator: " ")[1]
            }
            #expect(names == ["\(folder)/a.html", "\(folder)/b.html"])
        }
    }
}
