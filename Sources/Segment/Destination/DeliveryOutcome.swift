/// What came of a request (`segment.md`, 5.2).
public struct DeliveryOutcome: Sendable, Hashable {
    /// What happens next.
    public enum Class: String, Sendable, Hashable, CaseIterable {
        /// It was taken.
        case delivered
        /// It is sent again.
        case retried
        /// It is not sent again.
        case failed
    }

    /// Why there was no answer.
    public enum NetworkFailure: String, Sendable, Hashable, CaseIterable {
        /// Nothing came within ten seconds.
        case timeout = "ETIMEDOUT"
        /// The host has no address.
        case unknownHost = "ENOTFOUND"
        /// The connection broke.
        case reset = "ECONNRESET"
        /// Nobody listens.
        case refused = "EREFUSED"
    }

    /// What happens next.
    public let outcome: Class
    /// The status of the answer; nil without one.
    public let status: Int?
    /// The code it is listed under: `NOT_FOUND`, `ETIMEDOUT` …; nil for a delivery.
    public let code: String?

    /// What an answer of this status means.
    public init(status: Int) {
        self.status = status
        switch status {
        case 200..<300: outcome = .delivered
        case 408, 423, 429: outcome = .retried
        case 500... where status != 501: outcome = .retried
        default: outcome = .failed
        }
        code = outcome == .delivered ? nil : Self.names[status] ?? String(status)
    }

    /// What it means that there was no answer.
    public init(_ failure: NetworkFailure) {
        status = nil
        outcome = .retried
        code = failure.rawValue
    }

    /// Whether it is sent again.
    public var isRetryable: Bool { outcome == .retried }

    private static let names = [
        400: "BAD_REQUEST", 401: "UNAUTHORIZED", 402: "PAYMENT_REQUIRED", 403: "FORBIDDEN", 404: "NOT_FOUND",
        405: "METHOD_NOT_ALLOWED", 406: "NOT_ACCEPTABLE", 408: "REQUEST_TIMEOUT", 409: "CONFLICT", 410: "GONE",
        413: "PAYLOAD_TOO_LARGE", 415: "UNSUPPORTED_MEDIA_TYPE", 422: "UNPROCESSABLE_ENTITY", 423: "LOCKED",
        429: "TOO_MANY_REQUESTS", 500: "INTERNAL_SERVER_ERROR", 501: "NOT_IMPLEMENTED", 502: "BAD_GATEWAY",
        503: "SERVICE_UNAVAILABLE", 504: "GATEWAY_TIMEOUT",
    ]
}

/// How a delivery is listed (`segment.md`, 5.3).
public enum DeliveryStatus: String, Sendable, Hashable, CaseIterable {
    /// Dub took it.
    case success
    /// A request was made, and failed for good or is still tried.
    case failed
    /// It was never sent: check, mapping or settings.
    case rejected
    /// It was switched off, or no trigger matched.
    case filtered
    /// It was not kept when it arrived.
    case discarded
    /// Its id was seen before.
    case duplicate
}

extension DeliveryDecision {
    /// How it is listed; nil for a request, where the outcome decides.
    public var status: DeliveryStatus? {
        switch self {
        case .invalidSettings, .invalidMapping, .rejected: .rejected
        case .invalidSubscription, .notSubscribed: .filtered
        case .request: nil
        }
    }
}
