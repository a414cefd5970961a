import JSON
import Segment
import Testing

@Suite("Events that are accepted and not kept")
struct DiscardTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let kind: EventKind
        let event: JSONObject
        let code: DiscardCode?

        init(_ kind: EventKind, _ event: JSONObject, _ code: DiscardCode?) {
            self.kind = kind
            self.event = event
            self.code = code
        }

        var testDescription: String { "\(kind) \(JSONValue.object(event).compact)" }
    }

    @Test(
        "each has the code of its problem",
        arguments: [
            Example(.track, ["event": "E", "userId": "u"], nil),
            Example(.track, ["event": "E", "anonymousId": "a", "userId": .null], nil),
            Example(.track, ["event": "E"], .noUserOrAnonymousID),
            Example(.track, ["event": "E", "userId": "", "anonymousId": .null], .noUserOrAnonymousID),
            Example(.track, ["event": "E", "userId": 4711], .idNotString),
            Example(.track, ["event": "E", "userId": "u", "anonymousId": ["x"]], .idNotString),
            Example(.track, ["userId": "u"], .eventNotDefined),
            Example(.track, ["userId": "u", "event": .null], .eventNotDefined),
            Example(.track, ["userId": "u", "event": ""], .eventNotDefined),
            Example(.track, ["userId": "u", "event": 5], .eventNotString),
            Example(.track, ["userId": "u", "event": "E", "properties": "p"], .propertiesNotObject),
            Example(.track, ["userId": "u", "event": "E", "properties": []], .propertiesNotObject),
            Example(.track, ["userId": "u", "event": "E", "properties": .null], nil),
            Example(.track, ["userId": "u", "event": "E", "traits": 5], nil),
            Example(.identify, ["userId": "u", "traits": []], .traitsNotObject),
            Example(.identify, ["userId": "u", "traits": ["plan": "pro"]], nil),
            Example(.identify, [:], .noUserOrAnonymousID),
            Example(.group, ["userId": "u", "groupId": "g"], nil),
            Example(.group, ["userId": "u"], .idRequired),
            Example(.group, ["userId": "u", "groupId": 5], .idNotString),
            Example(.group, ["userId": "u", "groupId": "g", "traits": "t"], .traitsNotObject),
            Example(.alias, ["userId": "u", "previousId": "p"], nil),
            Example(.alias, ["userId": "u"], .idRequired),
            Example(.alias, ["previousId": "p"], .noUserOrAnonymousID),
            Example(.page, ["userId": "u", "name": .null, "category": .null], nil),
            Example(.page, ["userId": "u", "name": ""], .nameNotString),
            Example(.page, ["userId": "u", "name": 5], .nameNotString),
            Example(.screen, ["userId": "u", "category": true], .categoryNotString),
            Example(.screen, ["userId": "u", "name": "Home", "properties": 1], .propertiesNotObject),
            Example(.track, ["userId": "u", "event": "E", "messageId": 5], .badRequest),
            Example(
                .track, ["userId": "u", "event": "E", "messageId": .string(String(repeating: "é", count: 100))], nil),
            Example(
                .track, ["userId": "u", "event": "E", "messageId": .string(String(repeating: "m", count: 101))],
                .badRequest),
        ])
    func code(example: Example) {
        let reception = Ingest.rules().read(Ingest.call(.single(example.kind), .object(example.event)))
        #expect(reception.answer == .accepted)
        #expect(reception.discards.map(\.code) == (example.code.map { [$0] } ?? []))
        #expect(reception.events.count == (example.code == nil ? 1 : 0))
    }

    @Test("the reason names the field, and the event is kept to be looked at")
    func reason() {
        let reception = Ingest.rules().read(Ingest.call(.single(.track), ["userId": 4711, "event": "E"]))
        #expect(
            reception.discards == [
                DiscardedEvent(
                    .idNotString, "userId must be text, but it is a number", ["userId": 4711, "event": "E"])
            ])
    }
}
