/// A JSON value (RFC 8259).
///
/// Looking up a missing key, or a key of something that is no object, gives `.null`, so that lookups can be chained:
/// `event.params["frame"]["url"].string`.
public enum JSONValue: Sendable, Hashable {
    /// `null`; also what JavaScript's `undefined` becomes.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// Any number; whole numbers are exact up to 2^53.
    case number(Double)
    /// Text. A lone surrogate, which JavaScript allows and Swift does not, is U+FFFD here.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// An object, whose members keep their order.
    case object(JSONObject)

    /// The value of a key, `.null` when there is none.
    public subscript(key: String) -> JSONValue {
        guard case .object(let members) = self else { return .null }
        return members[key] ?? .null
    }

    /// The element at an index, `.null` when there is none.
    public subscript(index: Int) -> JSONValue {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return .null }
        return elements[index]
    }

    /// The text, if this is a string.
    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The number, if this is one.
    public var number: Double? {
        if case .number(let value) = self { value } else { nil }
    }

    /// The whole number, if this is one.
    public var int: Int? {
        if case .number(let value) = self { Int(exactly: value) } else { nil }
    }

    /// The truth value, if this is one.
    public var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The elements, if this is an array.
    public var array: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members, if this is an object.
    public var object: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// A whole number; exact up to 2^53.
    public static func integer(_ value: Int) -> JSONValue { .number(Double(value)) }

    /// The text, or `null` for none.
    public static func optional(_ text: String?) -> JSONValue {
        text.map(JSONValue.string) ?? .null
    }

    /// Whether this is `null` (or was missing).
    public var isNull: Bool { self == .null }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// Makes a string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// Makes a truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// Makes a whole number.
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
    /// Makes a number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// Makes `null`.
    public init(nilLiteral: ()) { self = .null }
    /// Makes a list.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// Makes an object; of equal keys the last one wins.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements))
    }
}
