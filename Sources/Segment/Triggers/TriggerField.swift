import JSON

/// What of an event a condition looks at (`segment.md`, 2.3).
enum TriggerField: Sendable, Hashable {
    /// `type`, `event`, `name` or `userId`.
    case plain(Plain)
    /// A path within `properties`, `traits` or `context`.
    case member(of: Container, path: [String])

    enum Plain: String, Sendable, CaseIterable {
        case type
        case event
        case name
        case userId
    }

    enum Container: String, Sendable, CaseIterable {
        case properties
        case traits
        case context
    }

    /// The field that a condition's name names by its first part; nil for one that triggers do not know.
    init?(subject name: TriggerToken) {
        guard name.kind == .name else { return nil }
        let first = String(name.firstPart)
        if let plain = Plain(rawValue: first) {
            self = .plain(plain)
        } else if let container = Container(rawValue: first) {
            self = Self.member(of: container, name: name.text)
        } else {
            return nil
        }
    }

    /// The field that the first argument of a function names.
    ///
    /// That is compared as a whole, and with containers by its beginning; functions do not know `type`.
    init?(argument token: TriggerToken) {
        if let plain = Plain(rawValue: token.text), plain != .type {
            self = .plain(plain)
        } else if let container = Container.allCases.first(where: { token.text.hasPrefix($0.rawValue) }) {
            self = Self.member(of: container, name: token.text)
        } else {
            return nil
        }
    }

    /// A bare `properties` looks for a member of that name inside of the properties.
    private static func member(of container: Container, name: String) -> TriggerField {
        let prefix = container.rawValue + "."
        let path = name.hasPrefix(prefix) ? name.dropFirst(prefix.count) : name[...]
        return .member(of: container, path: path.split { ".[]".contains($0) }.map(String.init))
    }

    /// The field as a path within the event.
    var name: String {
        switch self {
        case .plain(let plain): plain.rawValue
        case .member(let container, let path): ([container.rawValue] + path).joined(separator: ".")
        }
    }

    /// Whether `= null` and `!= null` ask for the presence of this field.
    var isTestedForPresence: Bool { self != .plain(.type) && self != .plain(.event) }

    /// Whether `= true` and `= false` ask for the truth value; other fields compare with the word.
    var isTestedForTruth: Bool { isMember || self == .plain(.userId) }

    /// Whether numbers are compared as numbers; other fields compare with their text.
    var isMember: Bool {
        if case .member = self { true } else { false }
    }

    /// The value in an event, nil when it is missing.
    ///
    /// A value on the way that JavaScript takes for false ends the walk, and is the result.
    func value(in event: JSONValue) -> JSONValue? {
        guard case .object(let event) = event else { return nil }
        switch self {
        case .plain(let plain): return event[plain.rawValue]
        case .member(let container, let path):
            guard var value = event[container.rawValue] else { return .none }
            for key in path {
                if Self.isFalsy(value) { return value }
                guard let next = Self.member(key, of: value) else { return .none }
                value = next
            }
            return value
        }
    }

    private static func isFalsy(_ value: JSONValue) -> Bool {
        switch value {
        case .null: true
        case .bool(let value): !value
        case .number(let value): value == 0 || value.isNaN
        case .string(let value): value.isEmpty
        case .array, .object: false
        }
    }

    private static func member(_ key: String, of value: JSONValue) -> JSONValue? {
        switch value {
        case .object(let members): return members[key]
        case .array(let elements):
            if key == "length" { return .integer(elements.count) }
            guard let index = Int(key), String(index) == key, elements.indices.contains(index) else { return .none }
            return elements[index]
        case .string(let text): return key == "length" ? .integer(text.utf16.count) : .none
        case .null, .bool, .number: return .none
        }
    }
}
