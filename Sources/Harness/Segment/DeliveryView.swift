internal import JSON
internal import Segment

/// An event with everything that became of it, as the delivery log shows it (`segment.md`, 5).
struct DeliveryView {
    let event: ReceivedEvent
    let deliveries: [Segment.Delivery]
    /// The destinations as they are now.
    let destinations: [DestinationRecord]
    /// What is known beside the event.
    let facts: EventFacts

    /// The entry.
    ///
    /// - Throws: what looking up the facts throws.
    func json() throws -> JSONValue {
        var entry: JSONObject = [
            "number": .integer(Int(event.number)), "receivedAt": .string(event.receivedAt.text),
            "type": .optional(event.kind?.rawValue), "messageId": .string(event.messageID), "outcome": .string(outcome),
        ]
        entry["event"] = event.json["event"].string.map { .string($0) }
        entry["userId"] = event.json["userId"].string.map { .string($0) }
        switch event.state {
        case .discarded(let code, let reason):
            entry["code"] = .string(code.rawValue)
            entry["reason"] = .string(reason)
        case .duplicate(let firstSeen): entry["reason"] = "its messageId was seen before, at \(firstSeen.text)"
        case .filtered(let code, let reason):
            entry["code"] = code.map { .string($0) }
            entry["reason"] = .string(reason)
        case .routed: break
        }
        entry["warnings"] = .array(event.warnings.map(JSONValue.string))
        entry["payload"] = event.json
        entry["destinations"] = .array(isKept ? try destinations.map(shown) : [])
        return .object(entry)
    }

    /// The worst that became of it.
    var outcome: String {
        switch event.state {
        case .discarded: return "discarded"
        case .duplicate: return "duplicate"
        case .filtered: return "filtered"
        case .routed:
            let all = deliveries.map(\.outcome)
            return ["failed", "rejected", "retrying", "pending", "success"].first(where: all.contains) ?? "filtered"
        }
    }

    private var isKept: Bool {
        switch event.state {
        case .filtered, .routed: true
        case .discarded, .duplicate: false
        }
    }

    private func shown(_ record: DestinationRecord) throws -> JSONValue {
        let compiled = record.compiled
        var object: JSONObject = ["id": .string(record.id), "name": .string(record.destination.name)]
        let own = deliveries.filter { $0.destinationID == record.id }
        let steps: [StepView]
        if own.isEmpty {
            // Nothing was sent, so what holds now explains it best.
            let route = compiled.route(event.json)
            object["outcome"] = "filtered"
            object["code"] = route.filter?.code.map { .string($0) }
            object["reason"] = route.filter.map { .string($0.reason) }
            steps = StepView.steps(of: event.json, at: compiled)
        } else {
            let outcomes = own.map(\.outcome)
            let worst = ["failed", "rejected", "retrying", "pending"].first(where: outcomes.contains)
            object["outcome"] = .string(worst ?? "success")
            steps = own.map { delivery in
                let subscription = CompiledSubscription(delivery.subscription)
                let decision = subscription.decide(event.json, settings: record.destination.settings)
                return StepView(event: event.json, subscription: subscription, decision: decision, delivery: delivery)
            }
        }
        object["steps"] = .array(try facts.completed(steps).map(\.json))
        return .object(object)
    }
}

/// What one subscription makes of an event: trigger, fields, request, and what came of it.
struct StepView {
    let event: JSONValue
    let subscription: CompiledSubscription
    let decision: DeliveryDecision
    var delivery: Segment.Delivery?
    var facts = DeliveryFacts()

    /// What the subscriptions of a destination that are on make of an event now.
    static func steps(of event: JSONValue, at destination: CompiledDestination) -> [StepView] {
        destination.subscriptions.map { subscription in
            StepView(
                event: event, subscription: subscription,
                decision: subscription.decide(event, settings: destination.destination.settings))
        }
    }

    var action: DestinationAction { subscription.subscription.action }

    /// What was sent, or would be.
    var request: Segment.Delivery.Request? {
        delivery?.request ?? decision.request.map { .init(path: $0.path, body: .object($0.body)) }
    }

    var json: JSONValue {
        let own = subscription.subscription
        var step: JSONObject = [
            "subscription": [
                "id": .string(own.id), "name": .string(own.name), "partnerAction": .string(own.action.rawValue),
            ]
        ]
        step["outcome"] = .string(delivery?.outcome ?? decision.status?.rawValue ?? "success")
        step["code"] = (delivery?.attempts.last?.code ?? decision.code).map { .string($0) }
        step["message"] = message.map { .string($0) }
        if case .rejected(let rejection) = decision {
            step["fieldErrors"] = .array(
                rejection.problems.map { ["path": .string($0.path), "message": .string($0.message)] })
        }
        step["trigger"] = [
            "text": .string(own.trigger), "matches": .bool(subscription.explainTrigger(event)?.isMatch ?? false),
            "explanation": .string(explanation),
        ]
        step["fields"] = .array((try? subscription.mapping.get().explain(event))?.map(\.json) ?? [])
        if let request {
            step["request"] = ["method": "POST", "path": .string(request.path), "body": request.body]
        }
        step["advice"] = .array(
            DeliveryAdvice.all(on: event, at: subscription, decision, knowing: facts)
                .map { $0.json(subscriptionID: own.id) })
        if let delivery { step.merge(progress(of: delivery)) }
        return .object(step)
    }

    private var explanation: String {
        switch subscription.trigger {
        case .success(let trigger): trigger.explain(event).description
        case .failure(let error): "\(error.message): \(error.reason)"
        }
    }

    private var message: String? {
        switch delivery?.state {
        case .rejected(_, let message): message
        case .failed, .pending: delivery?.attempts.last?.text
        case .success: nil
        case nil: decision.message
        }
    }

    private func progress(of delivery: Segment.Delivery) -> JSONObject {
        var object: JSONObject = ["delivery": .integer(Int(delivery.number))]
        object["attempts"] = .array(
            delivery.attempts.map { attempt in
                var shown: JSONObject = ["at": .string(attempt.time.text)]
                shown["status"] = attempt.status.map { .integer($0) }
                shown["code"] = attempt.code.map { .string($0) }
                shown["text"] = .string(attempt.text)
                return .object(shown)
            })
        if case .pending(let time) = delivery.state { object["nextAttemptAt"] = .string(time.text) }
        if delivery.state == .success,
            let answer = delivery.attempts.last.flatMap({ try? JSONValue(json: $0.text.utf8) })
        {
            object["lead"] = answer
        }
        return object
    }
}

extension Segment.Delivery {
    /// What became of it, in a word.
    var outcome: String {
        switch state {
        case .pending: attempts.isEmpty ? "pending" : "retrying"
        case .success: "success"
        case .failed: "failed"
        case .rejected: "rejected"
        }
    }
}

extension MappedField {
    fileprivate var json: JSONValue {
        var field: JSONObject = ["name": .string(name)]
        field["value"] = value
        field["problem"] = problem.map { .string($0) }
        let from = sources.map { source in
            switch source {
            case .literal(let value): "the fixed value \(value.compact)"
            case .path(let reading): reading.value == nil ? "\(reading.path), which is missing" : reading.path
            }
        }
        field["from"] = .array((from + notes.map(\.description)).map(JSONValue.string))
        return .object(field)
    }
}
