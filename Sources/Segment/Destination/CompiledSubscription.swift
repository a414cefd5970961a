public import JSON

/// A subscription made ready for events: its trigger and its mapping are read once.
public struct CompiledSubscription: Sendable {
    /// What it was made of.
    public let subscription: Subscription
    /// The trigger, or why it matches nothing.
    public let trigger: Result<Trigger, TriggerError>
    /// The mapping, or why it gives nothing.
    public let mapping: Result<Mapping, MappingError>
    private let fields: [DestinationField]

    /// Reads a subscription; one that cannot be used says so with every event.
    public init(_ subscription: Subscription) {
        self.subscription = subscription
        trigger = Result { () throws(TriggerError) in try Trigger(subscription.trigger) }
        mapping = Result { () throws(MappingError) in try Mapping(subscription.mapping) }
        fields = subscription.action.fields
    }

    /// What becomes of an event, an object: settings first, then trigger, mapping, emptiness and checks.
    ///
    /// Whether the subscription and the destination are enabled, and the event's own ``IntegrationSwitch``, are the
    /// caller's to look at.
    public func decide(_ event: JSONValue, settings: DestinationSettings) -> DeliveryDecision {
        guard let apiKey = settings.apiKey else {
            return .invalidSettings(settings.rejection ?? Rejection(problems: []))
        }
        switch trigger {
        case .failure(let error): return .invalidSubscription(error)
        case .success(let trigger): guard trigger.matches(event) else { return .notSubscribed }
        }
        do throws(MappingError) {
            let payload = try mapping.get().resolve(event) ?? .object([:])
            switch FieldCheck.check(payload, against: fields) {
            case .success(let body):
                return .request(DestinationRequest(action: subscription.action, apiKey: apiKey, body: body))
            case .failure(let rejection): return .rejected(rejection)
            }
        } catch {
            return .invalidMapping(error)
        }
    }

    /// Why the trigger does or does not match an event; nil for a trigger that cannot be read.
    public func explainTrigger(_ event: JSONValue) -> TriggerExplanation? {
        (try? trigger.get())?.explain(event)
    }
}
