import JSON
import Segment

/// Events and subscriptions as the tests of this folder need them.
enum Sample {
    /// A lead that the default mapping delivers.
    static let lead: JSONValue = [
        "type": "track", "event": "Sign Up", "messageId": "m-1", "userId": "u_1",
        "context": ["traits": ["name": "Kim Lee", "email": "kim@acme.test"]],
        "properties": ["plan": "pro", "quantity": 2],
        "integrations": ["All": true, "Dub (Actions)": ["dub_id": "clk_1"]],
    ]

    /// The lead as the documentation has it: the click id is in the traits.
    static let documentedLead: JSONValue = [
        "type": "track", "event": "Sign Up", "userId": "user_42",
        "context": [
            "traits": [
                "name": "Kim Lee", "email": "kim@acme.test", "avatar": "https://cdn.acme.test/k.png",
                "clickId": "clk_8Hd2",
            ]
        ],
        "integrations": ["All": true],
    ]

    /// The sale as the documentation has it.
    static let documentedSale: JSONValue = [
        "type": "track", "event": "Order Completed", "userId": "user_42",
        "properties": ["payment_processor": "stripe", "order_id": "ORD-9", "currency": "usd", "revenue": 1000],
        "integrations": ["All": true],
    ]

    /// A subscription with the default mapping and some fields of it changed; `null` takes one out.
    static func subscription(
        _ action: DestinationAction, _ overrides: JSONObject = [:], trigger: String? = nil
    ) -> CompiledSubscription {
        var mapping = action.defaultMapping.object ?? [:]
        for member in overrides { mapping[member.key] = member.value == .null ? .none : member.value }
        return CompiledSubscription(
            Subscription(id: "sub_1", action: action, isEnabled: true, trigger: trigger, mapping: .object(mapping)))
    }

    /// An object with some members changed; `null` takes one out.
    static func changed(_ value: JSONValue, _ changes: JSONObject) -> JSONValue {
        var members = value.object ?? [:]
        for change in changes { members[change.key] = change.value == .null ? .none : change.value }
        return .object(members)
    }

    static let settings = DestinationSettings(apiKey: "dub_test")

    static func decide(
        _ event: JSONValue, _ action: DestinationAction = .trackLead, _ overrides: JSONObject = [:]
    ) -> DeliveryDecision {
        subscription(action, overrides).decide(event, settings: settings)
    }

    static func advice(
        _ event: JSONValue, at subscription: CompiledSubscription = subscription(.trackLead),
        knowing facts: DeliveryFacts = DeliveryFacts()
    ) -> [DeliveryAdvice] {
        DeliveryAdvice.all(
            on: event, at: subscription, subscription.decide(event, settings: settings), knowing: facts)
    }
}
