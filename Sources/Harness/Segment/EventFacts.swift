internal import Attribution
internal import EventStore
internal import JSON
internal import Segment

/// Looks up what is known beside an event, for the traps that cannot be seen from it alone (`segment.md`, 6).
struct EventFacts {
    let event: JSONValue
    /// When the event came in.
    let time: EventTime
    let store: StoreTransaction

    /// The steps of a destination, with what is known beside them.
    func completed(_ steps: [StepView]) throws -> [StepView] {
        var shared = DeliveryFacts()
        if event["type"] == "track", let user = event["userId"].string {
            shared.hasIdentifiedTraits = try store.hasIdentifiedTraits(userID: user)
        }
        return try steps.map { step in
            var completed = step
            completed.facts = shared
            completed.facts.earlierLead = try earlierLead(of: step)
            completed.facts.matchingSubscriptions = steps.filter { $0.request != nil && $0.action == step.action }
                .map(\.subscription.subscription.name)
            return completed
        }
    }

    /// When the customer had a lead of the same name before the event came in: Dub records no other (trap 16).
    private func earlierLead(of step: StepView) throws -> EventTime? {
        guard step.action == .trackLead, let body = step.request?.body, let name = body["eventName"].string,
            let externalID = body["externalId"].string, let customer = try store.customer(externalID: externalID),
            let lead = try store.latestLead(of: customer.id, named: name),
            lead.timestamp.milliseconds < time.milliseconds
        else { return nil }
        return EventTime(milliseconds: lead.timestamp.milliseconds)
    }
}
