/// A JSON value whose objects keep the order of their members, so that the same report is always the same text.
///
/// Foundation's encoder promises no order of keys but the alphabetical one.
public indirect enum JSONNode: Sendable, Hashable {
    /// A member of an object.
    public struct Member: Sendable, Hashable {
        /// The key.
        public var key: String
        /// The value.
        public var value: JSONNode

        /// A key and its value.
        public init(key: String, value: JSONNode) {
            self.key = key
            self.value = value
        }
    }

    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// Any number; NaN and the infinities, which JSON cannot say, are written as `null`.
    case number(Double)
    /// Text.
    case string(String)
    /// A list.
    case array([JSONNode])
    /// Members in the order they are written.
    case object([Member])

    /// The text, or `null` for none.
    public static func optional(_ text: String?) -> JSONNode {
        text.map(JSONNode.string) ?? .null
    }

    /// The value on one line, without spaces.
    public var compact: String {
        var writer = JSONWriter(isPretty: false)
        writer.write(self)
        return writer.text
    }

    /// The value over several lines, indented by two spaces; empty lists and objects stay on theirs.
    public var pretty: String {
        var writer = JSONWriter(isPretty: true)
        writer.write(self)
        return writer.text
    }
}

extension JSONNode: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
{
    /// An object of these members, in this order.
    public init(dictionaryLiteral elements: (String, JSONNode)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }
    /// A list of these elements.
    public init(arrayLiteral elements: JSONNode...) { self = .array(elements) }
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
}
