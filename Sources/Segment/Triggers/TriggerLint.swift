/// Something in a trigger that does not do what it looks like (`segment.md`, 2.6, and traps 4 and 5).
///
/// What Segment's own editor writes has none, unless it mixes functions into a group.
public struct TriggerLint: Sendable, Hashable {
    /// The kinds of findings; the raw value is the rule's id.
    public enum Rule: String, Sendable, Hashable, CaseIterable {
        /// `and` and `or` on one level: the last one counts for all.
        case mixedConnectives = "mixed-connectives"
        /// A function within parentheses closes them early.
        case functionInGroup = "function-in-group"
        /// Parentheses within parentheses make the trigger invalid.
        case nestedGroup = "nested-group"
        /// `!(` is read as `(`.
        case negatedGroup = "negated-group"
        /// `!` before a field is skipped.
        case negatedCondition = "negated-condition"
        /// Single quotes are part of the text.
        case singleQuotes = "single-quotes"
        /// `AND`, `OR`, `NOT`, `&&` and `||` are no connectives.
        case unknownConnective = "unknown-connective"
        /// Two conditions with nothing between them.
        case missingConnective = "missing-connective"
        /// A field that triggers do not know is dropped with its condition.
        case unsupportedField = "unsupported-field"
        /// A function that triggers do not know.
        case unsupportedFunction = "unsupported-function"
        /// An operator that is none, such as `==` or `in`.
        case unsupportedOperator = "unsupported-operator"
        /// `match` without exactly one star at the beginning or the end.
        case matchPattern = "match-pattern"
        /// `event`, `type` or `name` compared with a word that is taken for text.
        case textOnlyField = "text-only-field"
        /// `!= true` and `!= false` compare with a text.
        case notTruth = "not-truth"
        /// White space is missing beside an operator, a connective or behind a string.
        case missingSpace = "missing-space"
        /// Line ends with a carriage return.
        case carriageReturn = "carriage-return"
        /// The trigger, a string or a group is not finished.
        case unfinished
        /// Anything else that the runtime cannot read.
        case unreadable
    }

    /// What kind of finding it is.
    public let rule: Rule
    /// What happens, in plain words.
    public let message: String
    /// Where it is, in characters of Unicode from 1.
    public let column: Int
    /// The one change to make.
    public let fix: String
}

extension TriggerLint: CustomStringConvertible {
    /// The place, the finding, the fix and the rule on one line.
    public var description: String { "column \(column): \(message) \(fix) [\(rule.rawValue)]" }
}

extension Trigger {
    /// What does not do what it looks like in a trigger of the small dialect, in the order of its places.
    ///
    /// A trigger may be invalid and have findings, or be valid and have some all the same.
    public static func lint(_ text: String) -> [TriggerLint] {
        TriggerLinter.findings(in: text)
    }
}
