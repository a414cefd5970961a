import Foundation
import JSON
import NIOHTTP1
import Testing

@Suite("The data file of dubcheck serve", .timeLimit(.minutes(2)))
struct DataFileTests {
    /// What is kept of the clicks.
    private struct Kept: Equatable {
        /// How many the link of the seed has.
        var count: Int?
        /// Those that are listed.
        var ids: [String]

        /// These clicks, each once.
        init(_ ids: Set<String>) {
            self.init(count: ids.count, ids: Array(ids))
        }

        init(count: Int?, ids: [String]) {
            self.count = count
            self.ids = ids.sorted()
        }
    }

    private func kept(by harness: ServedHarness) async throws -> Kept {
        let link = try await harness.call(.GET, "/links/info?domain=go.localhost&key=demo").json()
        let events = try await harness.call(.GET, "/events?event=clicks&interval=all&limit=1000").json()
        return Kept(
            count: link["clicks"].int, ids: events.array?.compactMap { $0["click"]["id"].string } ?? [])
    }

    private func stop(_ harness: ServedHarness) async {
        harness.process.signal(SIGTERM)
        #expect(await harness.process.finish().status == 0)
    }

    @Test("A second server on it ends with 2, names the file and says what to do, and the first goes on")
    func inUse() async throws {
        try await withFolder { folder in
            let data = folder.appending(path: "data.sqlite").path
            let first = try await ServedHarness.start(["--data", data], in: folder)
            let second = try await Tool.run("serve", "--port", "0", "--data", data)
            #expect(second.status == 2)
            #expect(second.output.isEmpty)
            #expect(
                second.errors.contains("\(data): another dubcheck serve has this data file open; stop it")
                    && second.errors.contains("--data"), "\(second.errors)")
            let click = try await first.click("demo", visitor: "1")
            await stop(first)

            let third = try await ServedHarness.start(["--data", data], in: folder)
            #expect(try await kept(by: third) == Kept([click]))
            await stop(third)
        }
    }

    @Test(
        "When it may not grow, clicks are refused, the server lives, nothing answered is lost, and room is enough",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/prlimit")))
    func noRoom() async throws {
        try await withFolder { folder in
            let data = folder.appending(path: "data.sqlite").path
            // 1 MB. The hard limit stays, so that the soft one can be lifted.
            let limited = ["/bin/bash", "-c", #"ulimit -S -f 1024; exec "$0" "$@""#]
            let harness = try await ServedHarness.start(["--data", data], in: folder, through: limited)
            var recorded: Set<String> = []
            var refused: ServedHarness.Reply?
            for number in 0..<1_000 where refused == nil {
                let reply = try await harness.call(.GET, "/r/demo", headers: [("User-Agent", Self.agent("\(number)"))])
                if let id = Self.clickID(reply) { recorded.insert(id) } else { refused = reply }
            }
            let refusal = try #require(refused)
            #expect(refusal.status == 500)
            let message = try refusal.json()["error"]["message"].string
            #expect(message?.hasPrefix("\(data): ") == true && message?.contains("nothing was stored") == true)
            #expect(!recorded.isEmpty)
            #expect(try await kept(by: harness) == Kept(recorded))

            try Self.liftLimit(of: harness.process.id)
            recorded.insert(try await harness.click("demo", visitor: "later"))
            await stop(harness)
            let next = try await ServedHarness.start(["--data", data], in: folder)
            #expect(try await kept(by: next) == Kept(recorded))
            await stop(next)
        }
    }

    private static func agent(_ visitor: String) -> String {
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 \(visitor)"
    }

    private static func clickID(_ reply: ServedHarness.Reply) -> String? {
        reply.headers.first(name: "Location")?.firstMatch(of: /dub_id=([0-9A-Za-z]{16})/).map { String($0.1) }
    }

    private static func liftLimit(of process: Int32) throws {
        let lifting = try Process.run(
            URL(filePath: "/usr/bin/prlimit"), arguments: ["--pid", "\(process)", "--fsize=unlimited:"])
        lifting.waitUntilExit()
        #expect(lifting.terminationStatus == 0)
    }
}
