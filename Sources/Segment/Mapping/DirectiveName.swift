import JSON

/// The directives of the mapping kit (segment.md 3.3).
enum DirectiveName: String {
    case path = "@path"
    case template = "@template"
    case literal = "@literal"
    case condition = "@if"
    case changeCase = "@case"
    case replace = "@replace"
    case arrayPath = "@arrayPath"
    case merge = "@merge"
    case transform = "@transform"
    case flatten = "@flatten"
    case json = "@json"
    case excludeWhenNull = "@excludeWhenNull"
    case liquid = "@liquid"

    /// What the editor keeps beside a directive's key; it means nothing.
    static let metadataKey = "_metadata"

    /// Whether a key is a directive's, known or not.
    static func isDirective(_ key: String) -> Bool {
        key.utf8.first == UInt8(ascii: "@")
    }

    /// The member that makes an object a directive, known or not; nil when it is none.
    static func written(in part: JSONValue) -> JSONObject.Member? {
        guard case .object(let members) = part else { return nil }
        return members.first { isDirective($0.key) }
    }
}
