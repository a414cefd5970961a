/// JavaScript would throw a TypeError: an object that cannot be made a string or a number.
struct JSTypeError: Error {}

/// What JavaScript makes of a value where it needs another type (ECMA-262, section 7.1).
extension JSValue {
    /// ToBoolean.
    var isTruthy: Bool {
        switch self {
        case .null: false
        case .bool(let value): value
        case .number(let value): value != 0 && !value.isNaN
        case .string(let value): !value.isEmpty
        case .array, .object: true
        }
    }

    /// ToString.
    func jsString() throws(JSTypeError) -> String {
        switch self {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .number(let value): return JSNumber.string(value)
        case .string(let value): return value
        case .array(let items):
            var parts: [String] = []
            for item in items { parts.append(item == .null ? "" : try item.jsString()) }
            return parts.joined(separator: ",")
        case .object:
            // An own "toString" from JSON is never callable, and Object.prototype.valueOf gives the object back.
            guard self["toString"] == nil else { throw JSTypeError() }
            return "[object Object]"
        }
    }

    /// ToNumber.
    func jsNumber() throws(JSTypeError) -> Double {
        switch self {
        case .null: return 0
        case .bool(let value): return value ? 1 : 0
        case .number(let value): return value
        case .string(let value): return JSNumber.parse(value)
        case .array, .object: return JSNumber.parse(try jsString())
        }
    }

    /// What `{...value}` copies: the properties of an object, the items of a list, the UTF-16 units of a string.
    var spreadMembers: [Member] {
        switch self {
        case .object(let members): members
        case .array(let items):
            items.enumerated().map { Member(name: String($0.offset), value: $0.element) }
        case .string(let text):
            text.utf16.enumerated().map {
                Member(name: String($0.offset), value: .string(String(decoding: [$0.element], as: UTF16.self)))
            }
        case .null, .bool, .number: []
        }
    }
}
