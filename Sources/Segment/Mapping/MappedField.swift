public import JSON

/// What a mapping makes of one output field, and out of what.
public struct MappedField: Sendable, Hashable {
    /// The name of the output field; empty where the mapping is one directive that gives no object.
    public let name: String
    /// The value for the output; nil when it is missing, or when there is a problem.
    public let value: JSONValue?
    /// Why the field fails, and the whole event with it.
    public let problem: String?
    /// What was read for it, each place once, in the order of reading; the first 100.
    public let sources: [Source]
    /// What people commonly do not expect of this result (segment.md 6).
    public let notes: [MappingNote]

    /// Where a value, or a part of it, comes from.
    public enum Source: Sendable, Hashable {
        /// Read from the event.
        case path(PathReading)
        /// Written in the mapping.
        case literal(JSONValue)
    }

    /// A path, and what was there.
    public struct PathReading: Sendable, Hashable {
        /// The path as written in the mapping.
        ///
        /// Inside `@arrayPath` it begins at the item, in the second half of a `@transform` at the first half's result.
        public let path: String
        /// What the event holds there; nil when there is nothing.
        public let value: JSONValue?
        /// The key whose value ended the walk before the path did, nil when the path was followed to its end.
        ///
        /// That value is missing, null, false, 0 or the empty text; it is the result, as in JavaScript.
        public let endedAt: String?
    }
}

/// Something in a mapping that works otherwise than it reads (segment.md 6).
public enum MappingNote: Sendable, Hashable {
    /// `exists` chose an empty text, though there is a value for `else` (trap 12).
    case emptyTextExists(path: String?, hidden: JSONValue)
    /// A path ended at a key whose value is false, 0 or the empty text, and that value was taken (trap 13).
    case earlyEnd(path: String, key: String, value: JSONValue)
    /// A path begins with `event.`, yet the event itself is where it starts (trap 23).
    case eventPrefix(path: String)
    /// `blank` chooses `then` when the value is not blank (trap 24).
    case blankMeansNotBlank(isMet: Bool)
    /// An `else` of false, 0, null or the empty text counts as absent (trap 24).
    case elseIgnored(JSONValue)
}

extension MappingNote: CustomStringConvertible {
    /// The note in words, with what to do.
    public var description: String {
        switch self {
        case .emptyTextExists(let path, let hidden):
            "\(path ?? "The value") is an empty text, which counts as existing, so \"else\" was not taken; it would "
                + "have given \(hidden.compact). Leave the field out of the event when it is empty."
        case .earlyEnd(let path, let key, let value):
            "\(path) ended early: \(key) is \(value.compact), and this value was taken instead of what lies below it."
        case .eventPrefix(let path):
            "\(path) begins with \"event.\", but paths start at the event itself and \"event\" is its name: leave "
                + "\"event.\" out."
        case .blankMeansNotBlank(let isMet):
            "\"blank\" chooses \"then\" when the value is not blank, despite its name; here it chose "
                + (isMet ? "\"then\"." : "\"else\".")
        case .elseIgnored(let value):
            "An \"else\" of \(value.compact) counts as absent: the result is missing."
        }
    }
}
