import EventStore
import JSON
import Segment

/// Values of the delivery of events.
enum SegmentSample {
    static let now = EventTime(milliseconds: 1_772_442_904_123)

    static func time(_ seconds: Int64) -> EventTime {
        EventTime(milliseconds: now.milliseconds + seconds * 1_000)
    }

    static func event(
        _ messageID: String, kind: EventKind? = .track, state: ReceivedEvent.State = .routed,
        json: JSONValue = ["type": "track", "event": "Sign Up", "properties": ["plan": "größer", "seats": 2.5]]
    ) -> ReceivedEvent {
        ReceivedEvent(
            writeKey: "key_1", receivedAt: now, kind: kind, messageID: messageID, json: json, state: state)
    }

    static func identify(_ userID: String, traits: JSONValue, state: ReceivedEvent.State = .routed) -> ReceivedEvent {
        event(
            "identify-\(userID)", kind: .identify, state: state,
            json: ["type": "identify", "userId": .string(userID), "traits": traits])
    }

    static func subscription(_ id: String, _ action: DestinationAction = .trackLead) -> Subscription {
        Subscription(id: id, name: "Leads \"\(id)\"", action: action, isEnabled: true)
    }

    static func delivery(ofEvent event: Int64, _ state: Delivery.State) -> Delivery {
        Delivery(
            event: event, destinationID: "dst_1", subscription: subscription("sub_1"),
            request: Delivery.Request(path: "/track/lead", body: ["clickId": "c1", "amount": 4_200]), state: state)
    }

    static func attempt(_ status: Int?, _ code: String?, _ text: String) -> Delivery.Attempt {
        Delivery.Attempt(time: now, status: status, code: code, text: text)
    }
}

extension EventStore {
    /// Stores events, and gives their numbers.
    func add(_ events: [ReceivedEvent]) async throws -> [Int64] {
        try await write { store in try events.map { try store.add($0) } }
    }

    /// Stores deliveries, and gives their numbers.
    func add(_ deliveries: [Delivery]) async throws -> [Int64] {
        try await write { store in try deliveries.map { try store.add($0) } }
    }
}
