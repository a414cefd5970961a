import JSON

/// A value on its way from a mapping to the output, which can be missing in any place.
///
/// JSON cannot say "missing", yet until the end it counts: a missing member overwrites in `@merge`, a missing item is
/// no null in `@transform` (segment.md 3.1, 3.3).
enum Resolved: Sendable {
    case missing
    /// A value in which nothing is missing: part of the event, or of the mapping.
    case json(JSONValue)
    /// An array that a mapping spelt out.
    case array([Resolved])
    /// An object that a mapping spelt out.
    case object([Member])

    struct Member: Sendable {
        let key: String
        let value: Resolved
    }

    /// The value for the output: missing members go, missing items become null; nil when there is none at all.
    var output: JSONValue? {
        switch self {
        case .missing: .none
        case .json(let value): value
        case .array(let elements): .array(elements.map { $0.output ?? .null })
        case .object(let members): .object(Self.output(of: members))
        }
    }

    private static func output(of members: [Member]) -> JSONObject {
        var object = JSONObject()
        for member in members {
            if let value = member.value.output { object[member.key] = value }
        }
        return object
    }

    /// Whether JavaScript takes this for true.
    var isTruthy: Bool {
        switch self {
        case .missing: false
        case .json(let value): value.isTruthy
        case .array, .object: true
        }
    }

    /// Whether there is nothing.
    var isMissing: Bool {
        if case .missing = self { true } else { false }
    }

    /// Whether this is neither missing nor null.
    var exists: Bool {
        switch self {
        case .missing, .json(.null): false
        case .json, .array, .object: true
        }
    }

    /// The text, if this is one.
    var text: String? {
        if case .json(.string(let text)) = self { text } else { nil }
    }

    /// What JavaScript finds under a key.
    func member(at key: EventPath.Key) -> Resolved {
        switch self {
        case .missing: .missing
        case .json(let value): Resolved(value.member(at: key))
        case .array(let elements):
            if key.isLength {
                .json(.number(Double(elements.count)))
            } else if let index = key.index, index < elements.count {
                elements[index]
            } else {
                .missing
            }
        case .object(let members): members.last { $0.key == key.name }?.value ?? .missing
        }
    }

    /// The value at a path, by the rules of `EventPath.value(in:)`.
    func value(at path: EventPath) -> Resolved {
        if case .json(let value) = self { return Resolved(path.value(in: value)) }
        var current = self
        for key in path.keys {
            guard current.isTruthy else { return current }
            current = current.member(at: key)
        }
        return current
    }

    /// The members of an object, or those that an array or a text has in JavaScript: one per position.
    ///
    /// Nothing for anything else.
    var ownMembers: [Member] {
        switch self {
        case .object(let members): members
        case .array(let elements): Self.members(of: elements)
        case .json(.object(let members)): members.map { Member(key: $0.key, value: .json($0.value)) }
        case .json(.array(let elements)): Self.members(of: elements.map(Resolved.json))
        case .json(.string(let text)):
            Self.members(of: text.utf16.map { .json(.string(String(decoding: [$0], as: UTF16.self))) })
        case .missing, .json: []
        }
    }

    private static func members(of elements: [Resolved]) -> [Member] {
        elements.enumerated().map { Member(key: String($0.offset), value: $0.element) }
    }

    /// The elements, if this is an array.
    var elements: [Resolved]? {
        switch self {
        case .array(let elements): elements
        case .json(.array(let elements)): elements.map(Resolved.json)
        case .missing, .json, .object: nil
        }
    }

    /// Whether this is an array.
    var isArray: Bool {
        switch self {
        case .array, .json(.array): true
        case .missing, .json, .object: false
        }
    }

    /// Whether this is an object.
    var isObject: Bool {
        switch self {
        case .object, .json(.object): true
        case .missing, .json, .array: false
        }
    }

    /// What messages call this.
    var kind: String {
        switch self {
        case .missing: ValueKind.undefined
        case .json(let value): ValueKind.name(of: value)
        case .array: "array"
        case .object: "object"
        }
    }
}

extension Resolved {
    /// A value, or nothing.
    init(_ value: JSONValue?) {
        if let value { self = .json(value) } else { self = .missing }
    }
}
