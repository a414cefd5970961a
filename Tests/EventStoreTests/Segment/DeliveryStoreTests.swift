import EventStore
import JSON
import Segment
import Testing

@Suite("Deliveries in the data file")
struct DeliveryStoreTests {
    private static let everyState: [Delivery.State] = [
        .pending(at: SegmentSample.now), .success, .failed,
        .rejected(code: "PAYLOAD_VALIDATION_FAILED", message: "The root value is missing the required field 'x'."),
        .rejected(code: "", message: ""),
    ]

    @Test("A delivery comes back as it was stored, in every state, and as it was changed", arguments: everyState)
    func states(_ state: Delivery.State) async throws {
        let store = try EventStore(at: .ephemeral)
        var delivery = SegmentSample.delivery(ofEvent: 7, state)
        delivery.attempts = [SegmentSample.attempt(503, "SERVICE_UNAVAILABLE", "\"busy\"\u{0} ü")]
        var other = SegmentSample.delivery(ofEvent: 7, .pending(at: SegmentSample.now))
        other.request = nil
        let numbers = try await store.add([delivery, other])
        (delivery.number, other.number) = (numbers[0], numbers[1])
        #expect(try await store.read { try $0.deliveries(ofEvent: 7) } == [delivery, other])

        other.state = state
        other.attempts = [
            SegmentSample.attempt(nil, "ETIMEDOUT", ""), SegmentSample.attempt(200, nil, #"{"ok":true}"#),
        ]
        let changed = other
        try await store.write { try $0.update(changed) }
        #expect(try await store.read { try $0.delivery(number: changed.number) } == changed)
        #expect(try await store.read { try $0.deliveries(ofEvent: 7) } == [delivery, changed])
        #expect(try await store.read { try $0.deliveries(ofEvent: 8) } == [])
        #expect(try await store.read { try $0.delivery(number: 9) as Delivery? } == nil)
        try await store.close()
    }

    @Test("A delivery keeps the subscription and the body as they were", arguments: DestinationAction.allCases)
    func values(_ action: DestinationAction) async throws {
        let store = try EventStore(at: .ephemeral)
        var delivery = SegmentSample.delivery(ofEvent: 1, .failed)
        delivery.subscription = Subscription(
            id: "sub_ü", name: "", action: action, isEnabled: false, trigger: "type = \"track\"\n",
            mapping: ["b": ["@path": "$.a"], "a": nil, "n": -0.25])
        delivery.request?.body = nil
        delivery.number = try await store.add([delivery])[0]
        let kept = try await store.read { try $0.deliveries(ofEvent: 1) }
        #expect(kept == [delivery])
        #expect(kept.first?.subscription.mapping.compact == #"{"b":{"@path":"$.a"},"a":null,"n":-0.25}"#)
        try await store.close()
    }

    @Test("Deliveries are due when their time has come, the most overdue first, until something came of them")
    func due() async throws {
        let store = try EventStore(at: .ephemeral)
        #expect(try await store.read { try $0.nextDelivery() } == nil)
        let states: [Delivery.State] = [
            .pending(at: SegmentSample.time(5)), .success, .pending(at: SegmentSample.time(0)),
            .pending(at: SegmentSample.time(9)), .failed, .rejected(code: "a", message: "b"),
            .pending(at: SegmentSample.time(5)),
        ]
        let numbers = try await store.add(states.map { SegmentSample.delivery(ofEvent: 1, $0) })
        let due = try await store.read { store in
            try [-1, 4, 5, 99].map { try store.dueDeliveries(at: SegmentSample.time($0), limit: 9).map(\.number) }
        }
        let (first, second, third, last) = (numbers[2], numbers[0], numbers[6], numbers[3])
        #expect(due == [[], [first], [first, second, third], [first, second, third, last]])
        let limited = try await store.read { try $0.dueDeliveries(at: SegmentSample.time(99), limit: 2).map(\.number) }
        #expect(limited == [first, second])
        #expect(try await store.read { try $0.nextDelivery() } == SegmentSample.time(0))

        var done = SegmentSample.delivery(ofEvent: 1, .success)
        done.number = first
        var again = SegmentSample.delivery(ofEvent: 1, .pending(at: SegmentSample.time(7)))
        again.number = second
        try await store.write { [done, again] store in
            try store.update(done)
            try store.update(again)
        }
        #expect(try await store.read { try $0.nextDelivery() } == SegmentSample.time(5))
        let later = try await store.read { try $0.dueDeliveries(at: SegmentSample.time(99), limit: 9).map(\.number) }
        #expect(later == [third, second, last])
        try await store.close()
    }
}
