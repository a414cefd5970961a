import EventStore
import JSON
import Segment
import Testing

@Suite("Segment's events in the data file")
struct ReceivedEventTests {
    private static let everyState: [ReceivedEvent.State] =
        [
            .routed, .duplicate(firstSeen: SegmentSample.time(-60)),
            .filtered(code: "no_matching_mapping", reason: "no subscription takes it"),
            .filtered(code: nil, reason: ""),
        ] + DiscardCode.allCases.map { .discarded($0, reason: "because of \($0.rawValue)") }

    @Test("An event comes back as it came in, in every state", arguments: everyState)
    func states(_ state: ReceivedEvent.State) async throws {
        let store = try EventStore(at: .ephemeral)
        let events = [SegmentSample.event("m-1", state: state), SegmentSample.event("m-2")]
        let numbers = try await store.add(events)
        var expected = events
        for index in events.indices { expected[index].number = numbers[index] }
        let first = numbers[0]
        #expect(try await store.read { try $0.receivedEvent(number: first) } == expected[0])
        #expect(try await store.read { try $0.receivedEvents(after: 0, limit: 9) } == expected)
        try await store.close()
    }

    private static let everyValue: [ReceivedEvent] =
        EventKind.allCases.map { SegmentSample.event("m-1", kind: $0) } + [
            ReceivedEvent(
                writeKey: "", receivedAt: EventTime(milliseconds: 0), kind: nil, messageID: "", json: .null,
                state: .discarded(.badRequest, reason: "\"\u{0}\"")),
            ReceivedEvent(
                writeKey: "k'1", receivedAt: EventTime(milliseconds: .max), kind: .page, messageID: "ü\u{0}\"1\"",
                json: [
                    "text": "\u{0}\u{7F}\u{2028}\"\\ 🙂",
                    "list": [nil, true, false, -0.5, 1e300, 9_007_199_254_740_991],
                    "": [:], "nothing": .array([]),
                ],
                state: .routed, warnings: ["", "`sentAt` is missing", "two\nlines"]),
            SegmentSample.event("long", json: ["text": .string(String(repeating: "ab\"", count: 20_000))]),
        ]

    @Test("An event comes back with all its values, whatever they are", arguments: everyValue)
    func values(_ event: ReceivedEvent) async throws {
        let store = try EventStore(at: .ephemeral)
        let (number, kept) = try await store.write { store in
            let number = try store.add(event)
            return (number, try store.receivedEvent(number: number))
        }
        var expected = event
        expected.number = number
        #expect(kept == expected)
        #expect(kept?.json.compact == event.json.compact)
        #expect(try await store.read { try $0.receivedEvent(number: number + 1) } == nil)
        try await store.close()
    }

    @Test("Events are listed in their order after a number, and from the newest before one")
    func order() async throws {
        let store = try EventStore(at: .ephemeral)
        #expect(try await store.read { try $0.latestEvents(before: nil, limit: 9) } == [])
        let numbers = try await store.add((1...5).map { SegmentSample.event("m-\($0)") })
        #expect(numbers == numbers.sorted())
        let (third, last) = (numbers[2], numbers[4])
        let lists = try await store.read { store in
            [
                try store.receivedEvents(after: 0, limit: 2), try store.receivedEvents(after: third, limit: 9),
                try store.receivedEvents(after: last, limit: 9), try store.latestEvents(before: nil, limit: 2),
                try store.latestEvents(before: third, limit: 9),
            ].map { $0.map(\.messageID) }
        }
        #expect(lists == [["m-1", "m-2"], ["m-4", "m-5"], [], ["m-5", "m-4"], ["m-2", "m-1"]])
        try await store.close()
    }

    @Test("A message id stands for its newest event that is no duplicate, however many came after it")
    func byMessageID() async throws {
        let store = try EventStore(at: .ephemeral)
        let duplicate = ReceivedEvent.State.duplicate(firstSeen: SegmentSample.now)
        let numbers = try await store.add([
            SegmentSample.event("m-1", state: .routed), SegmentSample.event("m-1"), SegmentSample.event("m-2"),
            SegmentSample.event("m-1", state: duplicate), SegmentSample.event("m-3", state: duplicate),
            SegmentSample.event("", state: .discarded(.badRequest, reason: "")),
        ])
        let found = try await store.read { store in
            try ["m-1", "m-2", "m-3", "", "m-4"].map { try store.receivedEvent(messageID: $0)?.number }
        }
        #expect(found == [numbers[1], numbers[2], nil, nil, nil])
        try await store.close()
    }

    @Test("A user is identified by a call that was kept and has traits")
    func identified() async throws {
        let store = try EventStore(at: .ephemeral)
        var track = SegmentSample.identify("u-6", traits: ["plan": "pro"])
        track.kind = .track
        _ = try await store.add([
            SegmentSample.identify("u-1", traits: ["plan": "pro"]),
            SegmentSample.identify("u-1", traits: ["plan": "free"]),
            SegmentSample.identify("u-2", traits: [:]), SegmentSample.identify("u-3", traits: .null),
            SegmentSample.identify("u-4", traits: ["a": 1], state: .discarded(.idNotString, reason: "")),
            SegmentSample.identify("u-5", traits: ["a": 1], state: .duplicate(firstSeen: SegmentSample.now)),
            track, SegmentSample.identify("U-7", traits: ["a": 1], state: .routed),
        ])
        let users = try await store.read { store in
            try ["u-1", "u-2", "u-3", "u-4", "u-5", "u-6", "U-7", "u-7"].filter {
                try store.hasIdentifiedTraits(userID: $0)
            }
        }
        #expect(users == ["u-1", "U-7"])
        try await store.close()
    }

    @Test("Events and deliveries are none of the journal's, which has clicks, leads and sales")
    func journal() async throws {
        let store = try EventStore(at: .ephemeral)
        let numbers = try await store.add([SegmentSample.event("m-1")])
        _ = try await store.add([SegmentSample.delivery(ofEvent: numbers[0], .success)])
        #expect(try await store.read { try $0.lastJournalNumber() } == 0)
        try await store.close()
    }
}
