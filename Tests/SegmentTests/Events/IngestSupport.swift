import JSON
import Segment

/// Calls and rules as the tests of this folder need them.
enum Ingest {
    static let receivedAt = "2026-03-01T10:00:02.100Z"

    static func rules() -> IngestRules {
        IngestRules(
            status: { key in
                switch key {
                case "wk_demo": .enabled
                case "wk_off": .disabled
                default: .unknown
                }
            }, makeMessageID: { "made" })
    }

    static func call(
        _ endpoint: Endpoint, _ body: JSONValue, key: String? = "wk_demo", address: String? = nil
    ) -> IncomingCall {
        var members = body.object ?? [:]
        if let key { members["writeKey"] = .string(key) }
        return call(endpoint, text: JSONValue.object(members).compact, address: address)
    }

    static func call(_ endpoint: Endpoint, text: String, address: String? = nil) -> IncomingCall {
        IncomingCall(
            endpoint, body: Array(text.utf8),
            receivedAt: EventTime(receivedAt) ?? EventTime(milliseconds: 0), address: address)
    }

    static func track(_ members: JSONObject = [:]) -> JSONValue {
        var event: JSONObject = ["type": "track", "event": "Sign Up", "userId": "u_1"]
        event.merge(members)
        return .object(event)
    }

    static func batch(_ events: [JSONValue], _ members: JSONObject = [:]) -> JSONValue {
        var body: JSONObject = ["batch": .array(events)]
        body.merge(members)
        return .object(body)
    }
}
