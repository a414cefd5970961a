import JSON
import Segment
import Testing

@testable import EventStore

@Suite("How long Segment's data stays in the data file")
struct SegmentStoreLifeTests {
    /// The numbers of what there is in Segment's tables.
    private func counts(in store: EventStore) async throws -> [Int] {
        try await store.read { store in
            try Schema.segmentTables.map { try store.first("SELECT count(*) FROM \($0)", []) { $0[0] } ?? 0 }
        }
    }

    private func fill(_ store: EventStore) async throws {
        let destination = DestinationRecord(
            id: "dst_1", DubDestination(settings: DestinationSettings(apiKey: "k")),
            subscriptions: [SegmentSample.subscription("sub_1")])
        try await store.write { store in
            try store.save(destination)
            try store.remember("identify-u-1", seenAt: SegmentSample.now, forMilliseconds: 1_000)
            let number = try store.add(SegmentSample.identify("u-1", traits: ["plan": "pro"]))
            try store.add(SegmentSample.delivery(ofEvent: number, .pending(at: SegmentSample.now)))
        }
    }

    @Test("Everything survives the closing and opening of the file, and numbers go on")
    func reopening() async throws {
        try await TestFile.with { file in
            let store = try EventStore(at: .file(file.path))
            try await fill(store)
            let before = try await everything(in: store)
            try await store.close()
            let again = try EventStore(at: .file(file.path))
            #expect(try await everything(in: again) == before)
            #expect(before.count == 6)
            #expect(try await again.add([SegmentSample.event("m-2")]) == [2])
            try await again.close()
        }
    }

    private func everything(in store: EventStore) async throws -> [AnyHashable] {
        let (destinations, events, deliveries) = try await store.read { store in
            (
                try store.destinations(), try store.receivedEvents(after: 0, limit: 9),
                try store.dueDeliveries(at: SegmentSample.now, limit: 9)
            )
        }
        let (seen, next, isIdentified) = try await store.read { store in
            (
                try store.firstSeen("identify-u-1", at: SegmentSample.now), try store.nextDelivery(),
                try store.hasIdentifiedTraits(userID: "u-1")
            )
        }
        #expect(destinations.count == 1 && events.count == 1 && deliveries.count == 1)
        #expect(seen != nil && next != nil && isIdentified)
        return [destinations, events, deliveries, seen, next, isIdentified]
    }

    @Test("Deleting everything empties Segment's tables; numbers are not used again")
    func reset() async throws {
        let store = try EventStore(at: .ephemeral)
        try await fill(store)
        #expect(try await counts(in: store) == [1, 1, 1, 1, 1, 1])
        try await store.write { try $0.deleteEverything() }
        #expect(try await counts(in: store) == [0, 0, 0, 0, 0, 0])
        try await fill(store)
        #expect(try await store.read { try $0.receivedEvents(after: 0, limit: 9) }.map(\.number) == [2])
        #expect(try await store.read { try $0.deliveries(ofEvent: 2) }.map(\.number) == [2])
        try await store.close()
    }

    @Test("Ids are forgotten when their time is over; an event that is still there is found by its id")
    func forgetting() async throws {
        let store = try EventStore(at: .ephemeral)
        try await store.write { store in
            for (index, id) in ["m-1", "m-2", "m-3", "m-4"].enumerated() {
                try store.remember(id, seenAt: SegmentSample.now, forMilliseconds: Int64(index + 1) * 1_000)
            }
            try store.add(SegmentSample.event("m-2", state: .routed))
        }
        try await store.write { try $0.forgetMessages(endedBy: SegmentSample.time(3)) }
        let seen = try await store.read { store in
            try ["m-1", "m-2", "m-3", "m-4"].map { try store.firstSeen($0, at: SegmentSample.now) != nil }
        }
        #expect(seen == [false, true, false, true])
        #expect(try await store.read { try $0.receivedEvent(messageID: "m-2")?.number } == 1)
        #expect(try await store.read { try $0.firstSeen("m-2", at: SegmentSample.time(3)) } == nil)

        try await store.write { store in
            try store.trimEvents(keeping: 0)
            try store.forgetMessages(endedBy: SegmentSample.time(3))
        }
        #expect(try await store.read { try $0.first("SELECT count(*) FROM segmentMessage", []) { $0[0] as Int } } == 1)
        try await store.close()
    }

    @Test("The oldest events go with their deliveries, but none that has a pending delivery")
    func trimming() async throws {
        let store = try EventStore(at: .ephemeral)
        let states: [ReceivedEvent.State] = [
            .routed, .routed, .routed, .duplicate(firstSeen: SegmentSample.now), .routed,
            .filtered(code: nil, reason: ""), .routed,
        ]
        let events = states.enumerated().map { SegmentSample.event("m-\($0.offset + 1)", state: $0.element) }
        _ = try await store.add(events)
        _ = try await store.add([
            SegmentSample.delivery(ofEvent: 1, .success),
            SegmentSample.delivery(ofEvent: 3, .failed),
            SegmentSample.delivery(ofEvent: 3, .pending(at: SegmentSample.now)),
            SegmentSample.delivery(ofEvent: 5, .failed),
            SegmentSample.delivery(ofEvent: 7, .success),
        ])
        try await store.write { try $0.trimEvents(keeping: 7) }
        #expect(try await numbers(in: store) == .init(events: [1, 2, 3, 4, 5, 6, 7], deliveries: [1, 2, 3, 4, 5]))
        try await store.write { try $0.trimEvents(keeping: 2) }
        #expect(try await numbers(in: store) == .init(events: [3, 6, 7], deliveries: [2, 3, 5]))
        #expect(try await store.read { try $0.receivedEvent(messageID: "m-5") } == nil)

        var done = SegmentSample.delivery(ofEvent: 3, .success)
        done.number = 3
        try await store.write { [done] store in
            try store.update(done)
            try store.trimEvents(keeping: 2)
        }
        #expect(try await numbers(in: store) == .init(events: [6, 7], deliveries: [5]))
        try await store.write { try $0.trimEvents() }
        #expect(try await numbers(in: store).events == [6, 7])
        try await store.write { try $0.trimEvents(keeping: 0) }
        #expect(try await numbers(in: store) == .init(events: [], deliveries: []))
        #expect(try await store.add([SegmentSample.event("m-8")]) == [8])
        try await store.close()
    }

    private struct Numbers: Equatable, Sendable {
        var events: [Int64]
        var deliveries: [Int64]
    }

    private func numbers(in store: EventStore) async throws -> Numbers {
        try await store.read { store in
            Numbers(
                events: try store.receivedEvents(after: 0, limit: 99).map(\.number),
                deliveries: try store.all("SELECT number FROM segmentDelivery ORDER BY number", []) { $0[0] })
        }
    }

    @Test("A file of the version before Segment gets its tables, and keeps what it has")
    func migration() async throws {
        try await TestFile.with { file in
            let store = try EventStore(at: .file(file.path))
            try await store.write { try $0.insert(try Sample.link()) }
            let drops = Schema.segmentTables.map { "DROP TABLE \($0);" }.joined()
            try await store.control(drops + "DELETE FROM grdb_migrations WHERE identifier LIKE 'Segment%'")
            try await store.close()
            let newer = try EventStore(at: .file(file.path))
            #expect(try await newer.add([SegmentSample.event("m-1")]) == [1])
            #expect(try await newer.read { try $0.link(id: "link_1") } == (try Sample.link()))
            try await newer.close()
        }
    }
}
