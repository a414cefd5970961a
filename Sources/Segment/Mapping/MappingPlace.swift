import JSON

/// How messages name a place in a mapping, and what is wrong there (segment.md 3.4).
enum MappingPlace {
    /// The path of keys: `/clickId/@path`; `/` for the whole mapping.
    static func text(of keys: [String]) -> String {
        "/" + keys.joined(separator: "/")
    }

    /// Says what a part of a mapping should be, and what it is.
    static func isWrongKind(_ expected: String, _ part: JSONValue?) -> String {
        "should be \(expected) but it is \(ValueKind.phrase(of: part))"
    }
}
