import ArgumentParser
import Journey
import Testing

@testable import DubCheckCLI

@Suite("Options of dubcheck journey")
struct JourneyOptionsTests {
    private func options(_ arguments: String...) throws -> JourneyOptions { try JourneyOptions.parse(arguments) }

    @Test("Fields are filled and elements clicked in the order given, however the options are mixed")
    func order() throws {
        let actions = try options(
            "--fill", "#a=1", "--click=#next", "--fill", "#b=2", "--fill=#c=3", "--click", "#end"
        ).actions
        #expect(
            actions == [
                .fill(selector: "#a", value: "1"), .click(selector: "#next"), .fill(selector: "#b", value: "2"),
                .fill(selector: "#c", value: "3"), .click(selector: "#end"),
            ])
    }

    @Test(
        "What makes no journey is said in one line, with exit code 2",
        arguments: [
            (["--fill", "#a=1"], "--fill alone sends nothing"), (["--fill", "#a", "--click", "b"], "SELECTOR=VALUE"),
            (["--click", ""], "the selector is missing"), (["--timeout", "0"], "--timeout 0.0"),
            (["--start", "ftp://acme.test/"], "--start ftp://acme.test/: give an http:// or https:// URL"),
            (["--start", "//acme.test/"], "give an http:// or https:// URL"),
            (["--report", "tap"], "there is no format 'tap' in this version; use text, json or junit"),
            (["--report", "text", "--report", "json"], "only one report can go to standard output"),
            (["--browser", "/nonexistent/chromium"], "/nonexistent/chromium"),
        ])
    func wrong(arguments: [String], message: String) async {
        let test = TestContext(environment: ["DUBCHECK_URL": "http://127.0.0.1:1"])
        #expect(await CommandRunner(context: test.context).run(["journey"] + arguments) == .usage)
        #expect(test.diagnostics.text.contains(message), "\(test.diagnostics.text)")
        #expect(test.output.text == "")
    }

    @Test("Values of fields are not shown by --print-config")
    func masked() async {
        let test = TestContext(environment: ["DUBCHECK_CLICK": "#go\n#end"])
        #expect(await test.run("journey", "--fill", "#password=geheim", "--print-config") == .passed)
        #expect(test.output.text.contains("#password=••••"))
        #expect(test.output.text.contains("#go | #end"))
        #expect(!test.output.text.contains("geheim"))
    }
}
