public import JSON

/// What was seen in an event and its delivery that should be changed, and how.
public struct DeliveryAdvice: Sendable, Hashable {
    /// Which trap it is.
    public let trap: Trap
    /// What was seen, in words.
    public let words: String
    /// The path that the mapping reads, where the trap is about one.
    public let placeRead: String?
    /// The path of what was looked for, where it was found elsewhere.
    public let placeFound: String?
    /// The ways out, the first one first.
    public let cures: [Cure]

    init(
        _ trap: Trap, _ words: String, placeRead: String? = nil, placeFound: String? = nil, cures: [Cure] = []
    ) {
        self.trap = trap
        self.words = words
        self.placeRead = placeRead
        self.placeFound = placeFound
        self.cures = cures
    }

    /// The advice over several lines: what was seen, and each cure with what to send or the command that applies it.
    public func text(subscriptionID: String) -> String {
        var lines = [words]
        for cure in cures {
            lines.append("  → \(cure.words)")
            let detail = cure.snippet ?? cure.command(for: subscriptionID)
            lines += detail?.split(separator: "\n").map { "      \($0)" } ?? []
        }
        return lines.joined(separator: "\n")
    }

    /// The advice as JSON, for reports: `id`, `message`, `read`, `found`, and `cures` with `message`, and `send`, or
    /// `field` and `mapping`, or `trigger`, and `command`.
    public func json(subscriptionID: String) -> JSONValue {
        var advice: JSONObject = ["id": .string(trap.rawValue), "message": .string(words)]
        advice["read"] = placeRead.map { .string($0) }
        advice["found"] = placeFound.map { .string($0) }
        advice["cures"] = .array(
            cures.map { cure in
                var json: JSONObject = ["message": .string(cure.words)]
                switch cure.change {
                case .send(let members): json["send"] = members
                case .map(let field, let value):
                    json["field"] = .string(field)
                    json["mapping"] = value
                case .unmap(let field): json["field"] = .string(field)
                case .trigger(let text): json["trigger"] = .string(text)
                case .advice: break
                }
                json["command"] = cure.command(for: subscriptionID).map { .string($0) }
                return .object(json)
            })
        return .object(advice)
    }
}

/// What is known beside one event, for the traps that cannot be seen from it alone.
public struct DeliveryFacts: Sendable, Hashable {
    /// When the same customer had a lead of the same name before.
    public var earlierLead: EventTime?
    /// Whether an identify call for the same user brought traits.
    public var hasIdentifiedTraits = false
    /// The names of the subscriptions of the same action that have taken the event, this one among them.
    public var matchingSubscriptions: [String] = []

    /// Nothing is known.
    public init() {}
}

extension DeliveryAdvice {
    /// What there is to say of an event at a subscription, most pressing first; empty for one in which nothing is odd.
    ///
    /// - Parameter decision: what ``CompiledSubscription/decide(_:settings:)`` has said of the event.
    public static func all(
        on event: JSONValue, at subscription: CompiledSubscription, _ decision: DeliveryDecision,
        knowing facts: DeliveryFacts = DeliveryFacts()
    ) -> [DeliveryAdvice] {
        switch decision {
        case .invalidSettings: return []
        case .invalidSubscription, .notSubscribed: return TriggerAdvice.all(on: event, at: subscription)
        case .invalidMapping, .rejected, .request: break
        }
        let reading = MappingReading(event: event, subscription: subscription, decision: decision)
        return ClickIDAdvice.all(reading) + IdentityAdvice.all(reading, knowing: facts) + SaleAdvice.all(reading)
            + LimitAdvice.all(reading) + MappingAdvice.all(reading) + RepetitionAdvice.all(reading, knowing: facts)
            + TriggerAdvice.lints(of: subscription)
    }
}
