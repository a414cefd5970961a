import Testing

@testable import DubCheckCLI

@Suite("Where the harness is found")
struct HarnessPlaceTests {
    private func place(
        url: String? = nil, key: String? = nil, environment: [String: String] = [:], isNoted: Bool = false
    ) async throws -> HarnessPlace {
        try await withFolder([:]) { folder in
            var environment = environment
            environment["XDG_STATE_HOME"] = folder
            let context = TestContext(environment: environment).context
            if isNoted {
                LastHarness(context).write([("DUBCHECK_URL", "http://127.0.0.1:4000"), ("DUB_API_KEY", "dub_last")])
            }
            return try HarnessPlace(url: url, key: key, in: context)
        }
    }

    @Test("options win over the environment, that over the last start, that over the usual address")
    func precedence() async throws {
        let environment = ["DUBCHECK_URL": "http://127.0.0.1:5000/", "DUB_API_KEY": "dub_env"]
        let given = try await place(url: "http://h.test", key: "dub_k", environment: environment, isNoted: true)
        #expect((given.url, given.key) == ("http://h.test", "dub_k"))
        let set = try await place(environment: environment, isNoted: true)
        #expect((set.url, set.key) == ("http://127.0.0.1:5000", "dub_env"))
        let last = try await place(isNoted: true)
        #expect((last.url, last.key) == ("http://127.0.0.1:4000", "dub_last"))
        let usual = try await place()
        #expect((usual.url, usual.key) == ("http://127.0.0.1:8787", nil))
    }

    @Test("the key of the harness started last is shown to no other")
    func keyStays() async throws {
        #expect(try await place(url: "http://other.test", isNoted: true).key == nil)
        #expect(try await place(url: "http://127.0.0.1:4000/", isNoted: true).key == "dub_last")
    }

    @Test("what is no address is refused")
    func noAddress() async throws {
        let failure = await #expect(throws: CommandFailure.self) { try await place(url: "127.0.0.1:8787") }
        #expect(failure?.message == "--url: '127.0.0.1:8787' is no address; write it as http://127.0.0.1:8787")
    }

    @Test(
        "certificates are believed on this machine only",
        arguments: [
            ("https://127.0.0.1:1", true), ("https://localhost", true), ("https://go.localhost:2/", true),
            ("https://[::1]:3", true), ("https://acme.test", false), ("https://localhost.acme.test", false),
        ])
    func loopback(url: String, isLoopback: Bool) async throws {
        #expect(try await place(url: url).isLoopback == isLoopback)
    }

    @Test("the note is read as it was written, and removed only for its own harness")
    func note() async throws {
        try await withFolder([:]) { folder in
            let last = LastHarness(TestContext(environment: ["XDG_STATE_HOME": folder]).context)
            last.write([("DUBCHECK_URL", "http://a b'c"), ("DUB_API_KEY", "k=1")])
            #expect(last.variables == ["DUBCHECK_URL": "http://a b'c", "DUB_API_KEY": "k=1"])
            last.remove(ifAt: "http://other")
            #expect(!last.variables.isEmpty)
            last.remove(ifAt: "http://a b'c")
            #expect(last.variables.isEmpty)
        }
    }

    @Test("nothing that listens is one clear line and exit code 2")
    func nobody() async {
        for command in ["deliveries", "events"] {
            let test = TestContext()
            #expect(await test.run(command, "--url", "http://127.0.0.1:1", "--key", "k") == .usage)
            #expect(
                test.diagnostics.text
                    == "dubcheck: no harness answers at http://127.0.0.1:1 (--url); 'dubcheck serve' starts one\n")
        }
    }
}
