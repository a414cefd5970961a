import JSON

/// An event, what a subscription's mapping made of it, and what became of that: all that advice is drawn from.
struct MappingReading {
    let event: JSONValue
    let subscription: Subscription
    let decision: DeliveryDecision
    /// What the mapping found, field by field.
    let fields: [MappedField]

    init(event: JSONValue, subscription: CompiledSubscription, decision: DeliveryDecision) {
        self.event = event
        self.subscription = subscription.subscription
        self.decision = decision
        fields = (try? subscription.mapping.get())?.explain(event) ?? []
    }

    var action: DestinationAction { subscription.action }

    /// The fields that Dub would get; nil where nothing is sent.
    var body: JSONObject? { decision.request?.body }

    /// Whether the event was rejected because a field is missing.
    func isMissing(_ name: String) -> Bool {
        guard case .rejected(let rejection) = decision else { return false }
        return rejection.missingFields.contains(name)
    }

    /// Whether the event was rejected because of what a field holds.
    func isWrong(_ name: String) -> Bool {
        guard case .rejected(let rejection) = decision else { return false }
        return rejection.problems.contains { $0.path == "$.\(name)" }
    }

    /// What the mapping made of a field; nil where it has none of that name.
    func field(_ name: String) -> MappedField? { fields.first { $0.name == name } }

    /// The places that were read for a field, in order.
    func places(of name: String) -> [String] {
        field(name)?.sources.compactMap { source in
            if case .path(let reading) = source { reading.path } else { nil }
        } ?? []
    }

    /// The same in words: `$.a`, `$.a and $.b`; nil where nothing was read.
    func placesInWords(of name: String) -> String? {
        let places = places(of: name)
        return places.isEmpty ? nil : places.joined(separator: " and ")
    }
}

/// The members to send so that a path leads to a value.
enum Snippet {
    /// The top-level member on the way, with what the event has in it and the value at the end of the path; nil where
    /// the path leads through something else than objects.
    static func placing(_ value: JSONValue, at path: String, in event: JSONValue) -> JSONValue? {
        let keys = EventPath(path).keys.map(\.name)
        guard let first = keys.first, !keys.contains(where: { Int($0) != nil }) else { return nil }
        // Of integrations people must see the other switches; of anything else only what is new.
        var start = first == "integrations" ? event["integrations"].object ?? [:] : [:]
        for lookAlike in IntegrationSwitch.lookAlikes(of: DubDestination.key, in: event) { start[lookAlike] = .none }
        return .object([first: placing(value, at: keys.dropFirst(), in: .object(start))])
    }

    private static func placing(_ value: JSONValue, at keys: ArraySlice<String>, in parent: JSONValue) -> JSONValue {
        guard let key = keys.first else { return value }
        var members = parent.object ?? JSONObject()
        members[key] = placing(value, at: keys.dropFirst(), in: members[key] ?? .null)
        return .object(members)
    }
}
