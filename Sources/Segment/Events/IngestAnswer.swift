public import JSON

/// What a call is answered (`segment.md`, 1.6).
public struct IngestAnswer: Sendable, Hashable {
    /// The kinds of refusals, by the `code` in their body.
    public enum Refusal: String, Sendable, Hashable, CaseIterable {
        /// The body is no JSON object, or no batch.
        case invalidBody = "bad_request"
        /// A limit on sizes is broken.
        case tooLarge = "payload_too_large"
        /// There is no write key.
        case missingKey = "missing_write_key"
        /// No source has the key; only where such calls are not accepted.
        case unknownKey = "unknown_write_key"
        /// Too many calls.
        case rateLimited = "rate_limited"

        /// The HTTP status.
        public var status: Int {
            switch self {
            case .invalidBody, .tooLarge, .missingKey: 400
            case .unknownKey: 401
            case .rateLimited: 429
            }
        }
    }

    /// The HTTP status.
    public let status: Int
    /// Why the call was refused; nil for one that was accepted.
    public let refusal: Refusal?
    /// What is wrong, in words; empty for a call that was accepted.
    public let message: String
    /// How many seconds to wait before the next call, for `Retry-After`.
    public let retryAfter: Int?

    /// The call was accepted, which says nothing of its events.
    public static let accepted = IngestAnswer(status: 200, refusal: nil, message: "", retryAfter: nil)

    /// The call was refused.
    public static func refused(_ refusal: Refusal, _ message: String) -> IngestAnswer {
        IngestAnswer(status: refusal.status, refusal: refusal, message: message, retryAfter: nil)
    }

    /// There were too many calls; the next one in so many seconds.
    public static func rateLimited(seconds: Int) -> IngestAnswer {
        IngestAnswer(
            status: Refusal.rateLimited.status, refusal: .rateLimited,
            message: "Too many requests: wait \(seconds) s before the next one.", retryAfter: seconds)
    }

    /// The body: `success`, and for a refusal `code` and `message`, which the Python SDK prints.
    public var body: JSONValue {
        guard let refusal else { return ["success": true] }
        return ["success": false, "code": .string(refusal.rawValue), "message": .string(message)]
    }

    /// What the real API was seen to answer to a refused call, in plain text.
    public static let plainRefusal = "Bad Request\n"
}
