import Attribution
import EventStore
import Testing

@testable import Harness

@Suite("Housekeeping")
struct HousekeepingTests {
    @Test("What does not count any more is forgotten, and nothing else")
    func tidy() async throws {
        try await TestSite.with { site in
            let now = site.service.clock.now
            let keys = (0..<500).map { MemoryKey.invoice(workspace: "ws_1", id: "in_\($0)") }
            try await site.service.store.write { store in
                for (number, key) in keys.enumerated() {
                    try store.remember(key, Memory(until: number < 400 ? now : now + .seconds(60)))
                }
            }
            await Housekeeping(service: site.service).tidy()
            let left = try await site.service.store.read { store in try keys.filter { try store.recall($0) != nil } }
            #expect(left == Array(keys.suffix(100)))
        }
    }
}
