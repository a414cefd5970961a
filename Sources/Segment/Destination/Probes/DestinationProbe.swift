import JSON

/// The machine probe of the destination: one event and one subscription, as far as Dub's answer (`cli.md`,
/// "Machine probes").
public enum DestinationProbe {
    /// Answers `{"id", "action", "settings", "trigger", "mapping", "mapping_overrides"?, "event",
    /// "destination_reply"?}` with `{"id", "outcome", "status"?, "message"?, "field_errors"?, "http_status"?,
    /// "retryable"?, "requests"}`.
    ///
    /// - Throws: ``ProbeError`` for a line that is no such question.
    public static func answer(_ line: String) throws(ProbeError) -> String {
        try ProbeLine.answer(line, answer)
    }

    private static func answer(_ question: JSONObject) throws(ProbeError) -> JSONObject {
        let subscription = CompiledSubscription(try subscription(question))
        let settings = DestinationSettings(json: question["settings"] ?? [:])
        let decision = subscription.decide(question["event"] ?? .null, settings: settings)
        var answer: JSONObject = ["outcome": .string(outcome(decision))]
        switch decision {
        case .notSubscribed: break
        case .invalidSubscription, .invalidMapping: answer["message"] = .optional(decision.message)
        case .invalidSettings(let rejection), .rejected(let rejection):
            answer["status"] = .integer(Rejection.status)
            answer["message"] = .string(rejection.message)
            answer["field_errors"] = .array(
                rejection.problems.map { ["path": .string($0.path), "message": .string($0.message)] })
        case .request:
            let outcome = DeliveryOutcome(status: question["destination_reply"]?["status"].int ?? 200)
            guard outcome.outcome != .delivered else { break }
            answer["outcome"] = "destination_error"
            answer["http_status"] = outcome.status.map(JSONValue.integer) ?? .null
            answer["retryable"] = .bool(outcome.isRetryable)
        }
        answer["requests"] = .array(decision.request.map { [$0.json] } ?? [])
        return answer
    }

    private static func subscription(_ question: JSONObject) throws(ProbeError) -> Subscription {
        guard let action = question["action"]?.string.flatMap(DestinationAction.init(rawValue:)) else {
            throw ProbeError("action must be trackLead or trackSale")
        }
        var mapping = question["mapping"] ?? "default"
        if mapping == "default" { mapping = action.defaultMapping }
        if case .object(let overrides)? = question["mapping_overrides"], case .object(var fields) = mapping {
            fields.merge(overrides)
            mapping = .object(fields)
        }
        return Subscription(
            id: "probe", action: action, isEnabled: true, trigger: question["trigger"]?.string ?? "", mapping: mapping)
    }

    private static func outcome(_ decision: DeliveryDecision) -> String {
        switch decision {
        case .invalidSettings: "invalid_settings"
        case .invalidSubscription: "invalid_subscription"
        case .notSubscribed: "not_subscribed"
        case .invalidMapping: "mapping_invalid"
        case .rejected: "rejected"
        case .request: "delivered"
        }
    }
}
