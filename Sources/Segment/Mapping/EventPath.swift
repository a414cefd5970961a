public import JSON

/// A path into an event, cut into its keys once (segment.md 3.2).
///
/// `$.integrations.Dub (Actions).dub_id`, `integrations['Dub (Actions)'].dub_id` and `items[0].sku` are paths; a key
/// with a dot or a quote in it has none.
public struct EventPath: Sendable, Hashable {
    /// The path as it was written.
    public let text: String
    let keys: [Key]

    /// The path of a `@path` or `@arrayPath`, of which the first `$.` does not count.
    public init(_ text: String) {
        self.text = text
        self.keys = Self.cut(Self.withoutRoot(Array(text.utf8)))
    }

    /// The path of a `{{placeholder}}`, which may not begin with `$.`.
    init(placeholder text: String) {
        self.text = text
        self.keys = Self.cut(Array(text.utf8))
    }

    /// What an event holds at this path: nil when there is nothing, `.null` when there is a null.
    ///
    /// A null, false, 0 or empty text on the way ends the walk and is the result.
    public func value(in event: JSONValue) -> JSONValue? {
        var current = event
        for key in keys {
            guard current.isTruthy else { return current }
            guard let next = current.member(at: key) else { return .none }
            current = next
        }
        return current
    }

    /// The key behind which the walk ends early, nil when every key could be followed.
    ///
    /// What that key leads to is missing, null, false, 0 or the empty text.
    func earlyEnd(in event: Resolved) -> String? {
        var current = event
        for key in keys.dropLast() {
            current = current.member(at: key)
            if !current.isTruthy { return key.name }
        }
        return nil
    }
}

extension EventPath {
    /// One key of a path, with what it means to an array or a text.
    struct Key: Sendable, Hashable {
        let name: String
        /// The position it names in an array, if it is written as JavaScript writes whole numbers.
        let index: Int?
        /// Whether it asks an array or a text for its length.
        let isLength: Bool

        init(_ name: String) {
            self.name = name
            self.index = JavaScriptText.arrayIndex(name)
            self.isLength = name == "length"
        }
    }

    private static func withoutRoot(_ path: [UInt8]) -> [UInt8] {
        let root = zip(path.indices, path.dropFirst()).first { index, next in
            path[index] == UInt8(ascii: "$") && next == UInt8(ascii: ".")
        }
        guard let start = root?.0 else { return path }
        return Array(path[..<start] + path[(start + 2)...])
    }

    /// Cuts at every dot, at `[` before a quote or digit and at `]` behind one; then the quotes go.
    private static func cut(_ path: [UInt8]) -> [Key] {
        let parts = path.indices.split(omittingEmptySubsequences: true) { index in
            switch path[index] {
            case UInt8(ascii: "."): true
            case UInt8(ascii: "["): index + 1 < path.count && isQuoteOrDigit(path[index + 1])
            case UInt8(ascii: "]"): index > 0 && isQuoteOrDigit(path[index - 1])
            default: false
            }
        }
        return parts.map { part in
            Key(String(decoding: path[part.startIndex..<part.endIndex].filter { !isQuote($0) }, as: UTF8.self))
        }
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
    }

    private static func isQuoteOrDigit(_ byte: UInt8) -> Bool {
        isQuote(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension JSONValue {
    /// Whether JavaScript takes this for true: everything but null, false, 0, NaN and the empty text.
    var isTruthy: Bool {
        switch self {
        case .null: false
        case .bool(let value): value
        case .number(let value): value != 0 && !value.isNaN
        case .string(let text): !text.isEmpty
        case .array, .object: true
        }
    }

    /// What JavaScript finds under a key of a value, nil for undefined.
    func member(at key: EventPath.Key) -> JSONValue? {
        switch self {
        case .object(let members):
            return members[key.name]
        case .array(let elements):
            if key.isLength { return .number(Double(elements.count)) }
            guard let index = key.index, index < elements.count else { return .none }
            return elements[index]
        case .string(let text):
            if key.isLength { return .number(Double(text.utf16.count)) }
            guard let index = key.index, index < text.utf16.count else { return .none }
            let unit = text.utf16[text.utf16.index(text.utf16.startIndex, offsetBy: index)]
            return .string(String(decoding: [unit], as: UTF16.self))
        case .null, .bool, .number:
            return .none
        }
    }
}
