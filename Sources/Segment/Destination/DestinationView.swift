public import JSON

/// A destination as it is shown.
public enum DestinationView {
    /// `{"id", "name", "enabled", "apiKey", "subscriptions"}`; the key is masked, and null where there is none.
    public static func json(_ record: DestinationRecord) -> JSONValue {
        [
            "id": .string(record.id),
            "name": .string(record.destination.name),
            "enabled": .bool(record.destination.isEnabled),
            "apiKey": .optional(record.destination.settings.apiKey.map(masked)),
            "subscriptions": .array(record.subscriptions.map(SubscriptionView.json)),
        ]
    }

    /// A key of which only as much is left as it takes to tell it from others: `dub_…x3fa`.
    static func masked(_ key: String) -> String {
        let prefix = key.hasPrefix("dub_") ? "dub_" : ""
        let secret = key.dropFirst(prefix.count)
        guard !secret.isEmpty else { return key }
        return secret.count < 12 ? "\(prefix)…" : "\(prefix)…\(secret.suffix(4))"
    }
}

/// An action as it is shown to those who map its fields.
public enum ActionView {
    /// `{"partnerAction", "name", "trigger", "fields": [{"name", "label", "type", "required", "email", "mapping"}]}`.
    ///
    /// The trigger and the mappings are those of a new subscription, null where a field has none.
    public static func json(_ action: DestinationAction) -> JSONValue {
        [
            "partnerAction": .string(action.rawValue), "name": .string(action.title),
            "trigger": .string(action.defaultTrigger),
            "fields": .array(
                action.fields.map { field in
                    [
                        "name": .string(field.name), "label": .string(field.label),
                        "type": .string(field.kind.rawValue),
                        "required": .bool(field.isRequired), "email": .bool(field.isEmail),
                        "mapping": action.defaultMapping.object?[field.name] ?? .null,
                    ]
                }),
        ]
    }
}

/// A subscription as it is shown.
public enum SubscriptionView {
    /// `{"id", "name", "partnerAction", "enabled", "subscribe", "mapping", "warnings"}`; the warnings are
    /// ``Subscription/findings`` in words.
    public static func json(_ subscription: Subscription) -> JSONValue {
        [
            "id": .string(subscription.id),
            "name": .string(subscription.name),
            "partnerAction": .string(subscription.action.rawValue),
            "enabled": .bool(subscription.isEnabled),
            "subscribe": .string(subscription.trigger),
            "mapping": subscription.mapping,
            "warnings": .array(subscription.findings.map { .string($0.description) }),
        ]
    }
}
