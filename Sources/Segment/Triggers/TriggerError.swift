/// Why a trigger, or a destination filter, can never match (`segment.md`, 2.6).
public struct TriggerError: Error, Sendable, Hashable {
    /// What Segment's runtime reports, word for word; for a filter, whose runtime is not public, the reason.
    public let message: String
    /// The reason in words for people, with the place if there is one.
    public let reason: String
    /// Where the trouble is: the first character of the trigger is in column 1.
    public let column: Int?

    /// What the runtime reports for a trigger that is empty or no text at all, such as null or a number.
    public static let emptyMessage = "Failed to validate subscription"

    /// There is no trigger: it is empty, or no text.
    public static let empty = TriggerError(message: emptyMessage, problem: "the trigger is empty", column: nil)

    static let noTokenMessage = "Invalid subscription : Cannot read properties of undefined (reading 'type')"
    static let noValueMessage = "Invalid subscription : Value token is missing"

    /// Nothing in the trigger can be used; the runtime only has its script engine's words for that.
    static func unusable(_ problem: String, column: Int?) -> TriggerError {
        TriggerError(message: noTokenMessage, problem: problem, column: column)
    }

    /// The trigger, or its group, ends where something to compare with should be.
    static func noValue(_ problem: String, column: Int?) -> TriggerError {
        TriggerError(message: noValueMessage, problem: problem, column: column)
    }

    static func filter(_ problem: String, column: Int?) -> TriggerError {
        TriggerError(message: "Invalid filter : \(problem)", problem: problem, column: column)
    }

    private init(message: String, problem: String, column: Int?) {
        self.message = message
        self.column = column
        reason = column.map { "column \($0): \(problem)" } ?? problem
    }
}

extension TriggerError: CustomStringConvertible {
    /// The runtime's message, followed by the reason.
    public var description: String { "\(message) (\(reason))" }
}
