import Harness
import JSON
import Testing

@testable import DubCheckCLI

@Suite("dubcheck segment on a data file")
struct SegmentDataFileTests {
    /// Runs a command on the data of a harness that ran before.
    private func segment(_ folder: String, _ arguments: [String], input: String = "") async -> TestContext {
        let test = TestContext(environment: ["HOME": folder], input: input, folder: folder)
        let status = await CommandRunner(context: test.context).run(["segment"] + arguments + ["--data", "d.sqlite"])
        #expect(status == .passed, "\(test.diagnostics.text)")
        return test
    }

    private func json(_ test: TestContext) throws -> JSONValue { try JSONValue(json: test.output.text.utf8) }

    /// Does something while a harness has the data file open.
    private func withHarness(_ folder: String, _ body: () async -> Void = {}) async throws {
        var configuration = HarnessConfiguration(expectedVerdict: Serve.expectedVerdict)
        configuration.port = 0
        configuration.data = .file(folder + "/d.sqlite")
        try await Harness.withServer(configuration) { _ in await body() }
    }

    @Test("every subcommand works without a harness")
    func allOfThem() async throws {
        try await withFolder([:]) { folder in
            try await withHarness(folder)
            let list = try json(await segment(folder, ["list", "--format", "json"]))
            let destination = try #require(list[0]["id"].string)
            let lead = try #require(list[0]["subscriptions"][0]["id"].string)
            #expect(await segment(folder, ["show", destination]).output.text.contains("Dub (Actions)"))
            _ = await segment(folder, ["set", lead, "--map", "clickId=clk_1", "--name", "Renamed"])
            _ = await segment(folder, ["set", destination, "--api-key", "dub_othersecretkey"])
            let event = #"{"type": "track", "event": "Sign Up", "userId": "u"}"#
            let preview = try json(await segment(folder, ["preview", "-", "--format", "json"], input: event))
            #expect(preview["destinations"][0]["steps"][0]["request"]["body"]["clickId"] == "clk_1")
            let cookie = await segment(folder, ["preview", "-", "--cookie", "a=1"], input: event)
            #expect(cookie.output.text.hasPrefix("browser   The page has no cookie dub_id"))
            let exported = await segment(folder, ["export"]).output.text
            #expect(exported.contains("Renamed"))
            let changed = exported.replacing("Renamed", with: "Again")
            _ = await segment(folder, ["import", "-"], input: changed)
            let after = try json(await segment(folder, ["list", "--format", "json"]))
            #expect(after[0]["subscriptions"][0]["name"] == "Again")
            #expect(after[0]["apiKey"] == "dub_…tkey")
        }
    }

    private static let refusals = [
        (["list", "--data", "none.sqlite"], "no such data file; 'dubcheck serve --data' makes one"),
        (["list", "--data", "text"], "cannot be used as a data file"),
        (["set", "sub_none", "--enable", "--data", "d.sqlite"], "there is no destination or subscription"),
        (["import", "-", "--data", "d.sqlite"], "dubcheck: subscriptions[0].partnerAction must be"),
    ]

    @Test("what cannot be done is one clear line, and so is a data file that a harness has open")
    func refused() async throws {
        func refuse(_ arguments: [String], _ message: String, in folder: String) async {
            let test = TestContext(environment: ["HOME": folder], input: "[{}]", folder: folder)
            #expect(await CommandRunner(context: test.context).run(["segment"] + arguments) == .usage)
            #expect(test.diagnostics.text.contains(message), "\(test.diagnostics.text)")
            #expect(test.output.text.isEmpty)
        }
        let text = "This is no data file at all, although it is long enough for the head of one. "
        try await withFolder(["text": text]) { folder in
            try await withHarness(folder) {
                await refuse(
                    ["list", "--data", "d.sqlite"], "a running harness has this data file open; leave --data out",
                    in: folder)
            }
            for (arguments, message) in Self.refusals { await refuse(arguments, message, in: folder) }
        }
    }
}
