import JSON

extension JSONValue {
    /// What it is, as messages name it: "a string", "an array".
    var kindWithArticle: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
