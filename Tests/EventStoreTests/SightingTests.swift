import Attribution
import EventStore
import Testing

@Suite("What was seen beside events")
struct SightingTests {
    @Test("is kept with its first and its last time, and goes with a reset")
    func times() async throws {
        let store = try EventStore(at: .ephemeral)
        let times = (0..<3).map { Sample.now + .seconds($0) }
        try await store.write { store in
            try store.keep(Sighting(.cookie, "one", at: times[0]))
            try store.keep(Sighting(.cookie, "two", at: times[1]))
            try store.keep(Sighting(.cookie, "one", at: times[2]))
            try store.keep(Sighting(.script, "script.js", at: times[1]))
        }
        try await store.read { store in
            let one = try #require(try store.sighting(.cookie, of: "one"))
            #expect([one.firstAt, one.lastAt] == [times[0], times[2]])
            #expect(try store.lastSighting(.cookie) == one)
            #expect(try store.lastSighting(.script)?.subject == "script.js")
            #expect(try store.lastSighting(.call) == nil)
            #expect(try store.sighting(.script, of: "one") == nil)
        }
        try await store.write { try $0.deleteEverything() }
        #expect(try await store.read { try $0.lastSighting(.cookie) } == nil)
        try await store.close()
    }
}
