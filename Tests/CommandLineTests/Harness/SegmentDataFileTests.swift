import Foundation
import JSON
import Testing

@testable import DubCheckCLI

@Suite("dubcheck segment on a data file", .timeLimit(.minutes(1)))
struct SegmentDataFileTests {
    /// Runs a command on the data of a harness that ran before.
    private func segment(_ folder: String, _ arguments: [String], input: String = "") async -> TestContext {
        let test = TestContext(environment: ["HOME": folder], input: input, folder: folder)
        let status = await CommandRunner(context: test.context).run(["segment"] + arguments + ["--data", "d.sqlite"])
        #expect(status == .passed, "\(test.diagnostics.text)")
        return test
    }

    private func json(_ test: TestContext) throws -> JSONValue { try JSONValue(json: test.output.text.utf8) }

    private func fill(_ folder: String) async {
        let test = TestContext(environment: ["HOME": folder, "PATH": "/usr/bin:/bin"], folder: folder)
        let filled = await test.run("run", "--data", "d.sqlite", "--", "true")
        #expect(filled == .passed, "\(test.diagnostics.text)")
    }

    @Test("every subcommand works without a harness")
    func allOfThem() async throws {
        try await withFolder([:]) { folder in
            await fill(folder)
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

    @Test(
        "what cannot be done is one clear line",
        arguments: [
            (["list", "--data", "none.sqlite"], "no such data file; 'dubcheck serve --data' makes one"),
            (["list", "--data", "text"], "cannot be used as a data file"),
            (["set", "sub_none", "--enable", "--data", "d.sqlite"], "there is no destination or subscription"),
            (["import", "-", "--data", "d.sqlite"], "dubcheck: subscriptions[0].partnerAction must be"),
        ])
    func refused(arguments: [String], message: String) async throws {
        try await withFolder(["text": "This is no data file at all, although it is long enough for the head of one. "])
        {
            folder in
            await fill(folder)
            let test = TestContext(environment: ["HOME": folder], input: "[{}]", folder: folder)
            #expect(await CommandRunner(context: test.context).run(["segment"] + arguments) == .usage)
            #expect(test.diagnostics.text.contains(message), "\(test.diagnostics.text)")
            #expect(test.output.text.isEmpty)
        }
    }

    @Test("a data file that a harness has open is left alone, and how to talk to it is said")
    func inUse() async throws {
        try await withFolder([:]) { folder in
            let wait = "touch ready; while [ ! -e stop ]; do sleep 0.05; done"
            async let harness = TestContext(environment: ["HOME": folder, "PATH": "/usr/bin:/bin"], folder: folder)
                .run("run", "--data", "d.sqlite", "--", "sh", "-c", wait)
            while !FileManager.default.fileExists(atPath: folder + "/ready") {
                try await Task.sleep(for: .milliseconds(20))
            }
            let test = TestContext(environment: ["HOME": folder], folder: folder)
            #expect(await test.run("segment", "list", "--data", "d.sqlite") == .usage)
            #expect(test.diagnostics.text.contains("a running harness has this data file open; leave --data out"))
            #expect(FileManager.default.createFile(atPath: folder + "/stop", contents: nil))
            #expect(await harness == .passed)
        }
    }
}
