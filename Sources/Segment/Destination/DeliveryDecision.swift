/// What becomes of an event at one subscription, before anything is sent (`segment.md`, 5.1).
public enum DeliveryDecision: Sendable, Hashable {
    /// The destination's settings cannot be used, for any event.
    case invalidSettings(Rejection)
    /// The trigger cannot be read, and matches nothing.
    case invalidSubscription(TriggerError)
    /// The trigger does not match.
    case notSubscribed
    /// The mapping cannot be used, or not for this event.
    case invalidMapping(MappingError)
    /// What the mapping gave is not what Dub's endpoint needs.
    case rejected(Rejection)
    /// This is sent.
    case request(DestinationRequest)

    /// The request, if there is one.
    public var request: DestinationRequest? {
        if case .request(let request) = self { request } else { nil }
    }

    /// Why nothing is sent, in the runtime's words; nil for a request.
    public var message: String? {
        switch self {
        case .invalidSettings(let rejection), .rejected(let rejection): rejection.message
        case .invalidSubscription(let error): error.message
        case .notSubscribed: "not subscribed"
        case .invalidMapping(let error): error.problems.joined(separator: " ")
        case .request: nil
        }
    }

    /// The code it is listed under; nil for a request, whose answer has one.
    public var code: String? {
        switch self {
        case .invalidSettings: "INVALID_SETTINGS"
        case .invalidSubscription, .notSubscribed: "FILTERED_AT_MAPPING"
        case .invalidMapping, .rejected: Rejection.code
        case .request: nil
        }
    }

    /// What is listed when no enabled subscription has taken an event at all.
    public static let noMatchingMapping = "NO_MATCHING_MAPPING"
}
