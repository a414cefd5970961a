public import JSON

/// A destination made ready for events, with all its subscriptions.
public struct CompiledDestination: Sendable {
    /// What it was made of.
    public let destination: DubDestination
    /// The subscriptions that are enabled, in their order.
    public let subscriptions: [CompiledSubscription]

    /// Reads the subscriptions that are enabled; the others take no events.
    public init(_ destination: DubDestination, _ subscriptions: [Subscription]) {
        self.destination = destination
        self.subscriptions = subscriptions.filter(\.isEnabled).map(CompiledSubscription.init)
    }

    /// What becomes of an event here: the event's own switch first, then each enabled subscription (`segment.md`,
    /// 5.1).
    public func route(_ event: JSONValue) -> EventRoute {
        guard destination.isEnabled else { return EventRoute(filter: .disabled, steps: []) }
        let ownSwitch = IntegrationSwitch(event, for: DubDestination.key)
        guard ownSwitch.isOn else { return EventRoute(filter: .integrations(ownSwitch), steps: []) }
        let steps = subscriptions.map { subscription in
            EventRoute.Step(
                subscription: subscription, decision: subscription.decide(event, settings: destination.settings))
        }
        let isTaken = steps.contains { $0.decision.status != .filtered }
        return EventRoute(filter: isTaken ? nil : .noMatch, steps: steps)
    }
}

/// The way of an event through a destination.
public struct EventRoute: Sendable {
    /// Why an event goes to no subscription.
    public enum Filter: Sendable, Hashable {
        /// The destination is switched off.
        case disabled
        /// The event's own `integrations` switch it off.
        case integrations(IntegrationSwitch)
        /// No enabled subscription takes it.
        case noMatch

        /// The code it is listed under; nil for a destination that is switched off, which lists nothing.
        public var code: String? {
            switch self {
            case .disabled: nil
            case .integrations: IntegrationSwitch.code
            case .noMatch: DeliveryDecision.noMatchingMapping
            }
        }

        /// Why, in words.
        public var reason: String {
            switch self {
            case .disabled: "the destination is switched off"
            case .integrations(let ownSwitch): ownSwitch.reason(for: DubDestination.key) ?? ""
            case .noMatch: "no enabled subscription takes the event"
            }
        }
    }

    /// One subscription, and what it makes of the event.
    public struct Step: Sendable {
        /// The subscription.
        public let subscription: CompiledSubscription
        /// What becomes of the event there.
        public let decision: DeliveryDecision
    }

    /// Why the event goes nowhere; nil where at least one subscription takes it.
    public let filter: Filter?
    /// Every enabled subscription, those included whose trigger does not match; empty where none was asked.
    public let steps: [Step]

    /// The subscriptions that take the event, each of which makes a request or a rejection.
    public var taken: [Step] { steps.filter { $0.decision.status != .filtered } }

    /// What there is to say of each step, in their order; other subscriptions of the same action count as facts.
    public func advice(on event: JSONValue, knowing facts: DeliveryFacts = DeliveryFacts()) -> [[DeliveryAdvice]] {
        steps.map { step in
            var facts = facts
            let action = step.subscription.subscription.action
            facts.matchingSubscriptions = steps.filter { other in
                other.decision.request != nil && other.subscription.subscription.action == action
            }.map(\.subscription.subscription.name)
            return DeliveryAdvice.all(on: event, at: step.subscription, step.decision, knowing: facts)
        }
    }
}
