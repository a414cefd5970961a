import JSON

/// What messages call values (segment.md 3.4).
enum ValueKind {
    static let undefined = "undefined"

    /// The kind of a value, nil being undefined.
    static func name(of value: JSONValue?) -> String {
        switch value {
        case .none: undefined
        case .some(.null): "null"
        case .some(.bool): "boolean"
        case .some(.number): "number"
        case .some(.string): "string"
        case .some(.array): "array"
        case .some(.object): "object"
        }
    }

    /// The same for a part of a mapping, where an object may be a directive; with its article.
    static func phrase(of part: JSONValue?) -> String {
        let name = part.flatMap(DirectiveName.written) == nil ? name(of: part) : "directive"
        return name.first.map("aeiou".contains) == true ? "an \(name)" : "a \(name)"
    }
}
