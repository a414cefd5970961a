/// A JavaScript value as `JSON.parse` makes it.
public enum JSValue: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// Every number is a double.
    case number(Double)
    /// A string; half a surrogate pair becomes U+FFFD, which is also what a browser would send of it.
    case string(String)
    /// A list.
    case array([JSValue])
    /// An object: each name once, in the order in which JavaScript enumerates them.
    case object([Member])

    /// One property of an object.
    public struct Member: Hashable, Sendable {
        /// The property's name.
        public let name: String
        /// The property's value.
        public let value: JSValue

        /// A property.
        public init(name: String, value: JSValue) {
            self.name = name
            self.value = value
        }
    }

    /// Parses as `JSON.parse` does: strict grammar, the last of equal names wins.
    /// - Throws: ``JSONSyntaxError`` with the position.
    public init(parsing text: String) throws(JSONSyntaxError) {
        var reader = JSONText(text)
        self = try reader.parse()
    }

    /// The value of an own property; nil when there is none, or this is no object.
    public subscript(name: String) -> JSValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }
}

/// Properties in JavaScript's order: integer names ascending, then the others as they came.
///
/// ECMA-262, OrdinaryOwnPropertyKeys. A name that comes again keeps its place and gets the new value.
struct PropertyList {
    private var values: [String: JSValue] = [:]
    private var names: [String] = []

    init(_ members: [JSValue.Member] = []) {
        for member in members { self[member.name] = member.value }
    }

    subscript(name: String) -> JSValue? {
        get { values[name] }
        set {
            if values.updateValue(newValue ?? .null, forKey: name) == nil { names.append(name) }
        }
    }

    var members: [JSValue.Member] {
        let indexes = names.compactMap { name in Self.arrayIndex(name).map { (index: $0, name: name) } }
        let ordered: [String]
        if indexes.isEmpty {
            ordered = names
        } else {
            ordered =
                indexes.sorted { $0.index < $1.index }.map(\.name) + names.filter { Self.arrayIndex($0) == nil }
        }
        return ordered.compactMap { name in values[name].map { JSValue.Member(name: name, value: $0) } }
    }

    /// The number of a name like "0" or "17": canonical, below 2³² − 1.
    private static func arrayIndex(_ name: String) -> UInt32? {
        guard let number = UInt32(name), number != .max, String(number) == name else { return nil }
        return number
    }
}
