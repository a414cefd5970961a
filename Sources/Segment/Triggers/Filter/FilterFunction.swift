import JSON

/// The functions of destination filters (`segment.md`, 2.8).
enum FilterFunction: String, Sendable, CaseIterable {
    case contains
    case match
    case length
    case lowercase
    case uppercase
    case snakecase
    case kebabcase
    case titlecase
    case typeof
    case bool
    case string
    case number

    var argumentCount: Int { self == .contains || self == .match ? 2 : 1 }

    /// The function's value; there are as many arguments as it takes.
    func value(of arguments: [JSONValue]) -> JSONValue {
        let first = arguments.first ?? .null
        switch self {
        case .contains: return .bool(Self.texts(arguments).map { TriggerText.contains($0, $1) } ?? false)
        case .match: return .bool(Self.texts(arguments).map { FilterGlob($1).matches($0) } ?? false)
        case .length: return .integer(first.string?.utf8.count ?? first.array?.count ?? 0)
        case .lowercase: return Self.changed(first) { $0.lowercased() }
        case .uppercase: return Self.changed(first) { $0.uppercased() }
        case .snakecase: return Self.changed(first) { String($0.map { $0 == " " ? "_" : $0 }) }
        case .kebabcase: return Self.changed(first) { String($0.map { $0 == " " ? "-" : $0 }) }
        case .titlecase: return Self.changed(first, by: Self.titled)
        case .typeof: return .string(Self.kind(of: first))
        case .bool: return .bool(first != "false" && Self.isTrue(first))
        case .string: return Self.text(first)
        case .number: return Self.number(first)
        }
    }

    /// Whether a value that stands alone counts as true: not null, false, 0 or an empty text.
    static func isTrue(_ value: JSONValue) -> Bool {
        switch value {
        case .null: false
        case .bool(let value): value
        case .number(let value): value != 0
        case .string(let value): !value.isEmpty
        case .array, .object: true
        }
    }

    private static func texts(_ arguments: [JSONValue]) -> (String, String)? {
        guard arguments.count == 2, let first = arguments[0].string, let second = arguments[1].string else {
            return nil
        }
        return (first, second)
    }

    private static func changed(_ value: JSONValue, by change: (String) -> String) -> JSONValue {
        value.string.map { .string(change($0)) } ?? .null
    }

    private static func titled(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined(separator: " ")
    }

    private static func kind(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "bool"
        case .number: "number"
        case .string: "string"
        case .array: "list"
        case .object: "object"
        }
    }

    private static func text(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .string: value
        case .bool(let value): value ? "true" : "false"
        case .number(let value): .string(JavaScriptText.number(value))
        case .array, .object: .string(value.compact)
        }
    }

    private static func number(_ value: JSONValue) -> JSONValue {
        switch value {
        case .number: return value
        case .bool(let value): return .integer(value ? 1 : 0)
        case .string(let text):
            guard !text.isEmpty, let number = JavaScriptNumber.value(of: text) else { return .null }
            return .number(number)
        case .null, .array, .object: return .null
        }
    }
}
