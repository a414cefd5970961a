/// An answer of the API that is no success, in Dub's envelope (`dub-api.md`, 3.1).
public struct APIError: Error, Sendable, Hashable {
    /// What went wrong, as clients tell it apart.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case badRequest = "bad_request"
        case unauthorized
        case forbidden
        case exceededLimit = "exceeded_limit"
        case notFound = "not_found"
        case conflict
        case inviteExpired = "invite_expired"
        case unprocessableEntity = "unprocessable_entity"
        case rateLimitExceeded = "rate_limit_exceeded"
        case internalServerError = "internal_server_error"

        /// The HTTP status; clients accept exactly this one with the code.
        public var status: Int {
            switch self {
            case .badRequest: 400
            case .unauthorized: 401
            case .forbidden, .exceededLimit: 403
            case .notFound: 404
            case .conflict: 409
            case .inviteExpired: 410
            case .unprocessableEntity: 422
            case .rateLimitExceeded: 429
            case .internalServerError: 500
            }
        }

        /// Where the code is documented: only its first underscore becomes a hyphen, as upstream has it.
        public var documentation: String {
            let anchor = rawValue.replacing("_", with: "-", maxReplacements: 1)
            return "https://dub.co/docs/api-reference/errors#\(anchor)"
        }
    }

    /// What went wrong.
    public var code: Code
    /// What to tell people; clients and tests match some of these.
    public var message: String

    /// An error with a message.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension APIError: CustomStringConvertible {
    /// Code and message, for logs.
    public var description: String { "\(code.rawValue): \(message)" }
}
