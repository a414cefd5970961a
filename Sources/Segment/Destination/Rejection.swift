/// Why an event is never sent: what is wrong with the fields that the mapping gave (`segment.md`, 4.4).
public struct Rejection: Error, Sendable, Hashable {
    /// One problem, with the place it is in.
    public struct Problem: Sendable, Hashable {
        /// `$` for a field that is missing, `$.customerEmail` for one that is wrong.
        public let path: String
        /// The problem in the runtime's words.
        public let message: String
        /// The field.
        public let field: String?
    }

    /// The status that the runtime reports.
    public static let status = 400
    /// The code that the runtime reports.
    public static let code = "PAYLOAD_VALIDATION_FAILED"

    /// Missing fields first, then wrong ones, both in the order of the action's fields; one at least.
    public let problems: [Problem]

    /// All messages, joined by blanks.
    public var message: String { problems.map(\.message).joined(separator: " ") }

    /// The required fields that are missing.
    public var missingFields: [String] { problems.filter { $0.path == "$" }.compactMap(\.field) }
}

extension Rejection.Problem {
    static func missing(_ field: DestinationField) -> Rejection.Problem {
        Rejection.Problem(
            path: "$", message: "The root value is missing the required field '\(field.name)'.", field: field.name)
    }

    static func wrongKind(_ field: DestinationField, found: String) -> Rejection.Problem {
        Rejection.Problem(
            path: "$.\(field.name)", message: "\(field.label) must be \(field.kind.withArticle) but it was \(found).",
            field: field.name)
    }

    static func badEmail(_ field: DestinationField) -> Rejection.Problem {
        Rejection.Problem(
            path: "$.\(field.name)",
            message: "\(field.label) must be a valid email address string but it was not.", field: field.name)
    }

    static func noObject(found: String) -> Rejection.Problem {
        Rejection.Problem(
            path: "$", message: "The root value must be an object but it was \(found).", field: nil)
    }
}
