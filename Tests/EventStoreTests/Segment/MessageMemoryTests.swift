import EventStore
import JSON
import Segment
import Testing

@Suite("Message ids in the data file")
struct MessageMemoryTests {
    private let day = DuplicateRule.memory

    @Test("An id is remembered until its time is over, and then can be seen anew")
    func time() async throws {
        let store = try EventStore(at: .ephemeral)
        let day = day
        try await store.write { store in
            try store.remember("m-1", seenAt: SegmentSample.now, forMilliseconds: day)
        }
        let seen = try await store.read { store in
            try [0, 86_399, 86_400].map { try store.firstSeen("m-1", at: SegmentSample.time($0)) }
        }
        #expect(seen == [SegmentSample.now, SegmentSample.now, nil])
        #expect(try await store.read { try $0.firstSeen("M-1", at: SegmentSample.now) } == nil)
        try await store.write { store in
            try store.remember("m-1", seenAt: SegmentSample.time(90_000), forMilliseconds: day)
        }
        #expect(
            try await store.read { try $0.firstSeen("m-1", at: SegmentSample.time(90_000)) }
                == SegmentSample.time(90_000))
        try await store.close()
    }

    @Test("An event does not make its id a remembered one, and remembering does not lose the event")
    func independence() async throws {
        let store = try EventStore(at: .ephemeral)
        let numbers = try await store.add([SegmentSample.event("m-1")])
        #expect(try await store.read { try $0.firstSeen("m-1", at: SegmentSample.now) } == nil)
        try await store.write { try $0.remember("m-1", seenAt: SegmentSample.now, forMilliseconds: 1_000) }
        #expect(try await store.read { try $0.receivedEvent(messageID: "m-1")?.number } == numbers[0])
        #expect(try await store.read { try $0.firstSeen("m-1", at: SegmentSample.now) } == SegmentSample.now)
        try await store.close()
    }

    @Test("The rule finds duplicates over transactions")
    func rule() async throws {
        let store = try EventStore(at: .ephemeral)
        let event = SegmentEvent(
            kind: .track, messageID: "m-1", timestamp: SegmentSample.now, receivedAt: SegmentSample.now, json: [:])
        let first = try await store.write { try DuplicateRule.split([event, event], in: &$0).duplicates.count }
        let second = try await store.write { try DuplicateRule.split([event], in: &$0).duplicates.map(\.firstSeen) }
        #expect(first == 1)
        #expect(second == [SegmentSample.now])
        try await store.close()
    }
}
