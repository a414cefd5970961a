import JSON

/// A condition on what was sent along with a lead or sale, such as `metadata['plan']='pro'` (`dub-api.md`, 15.3).
public struct MetadataCondition: Sendable, Hashable {
    /// How a value is compared.
    public enum Comparison: String, Sendable, Hashable, CaseIterable {
        case equal = "="
        case unequal = "!="
        case above = ">"
        case below = "<"
        case atLeast = ">="
        case atMost = "<="
    }

    /// A key of the metadata's first level.
    public var name: String
    /// How its value is compared.
    public var comparison: Comparison
    /// What it is compared with.
    public var value: String

    /// A condition on the value of a key.
    public init(_ name: String, _ comparison: Comparison, _ value: String) {
        self.name = name
        self.comparison = comparison
        self.value = value
    }

    /// The conditions of the parameter `query`.
    ///
    /// All of them must hold, whether `AND` or `OR` stands between them, as upstream has it. What cannot be read is
    /// skipped, and so are conditions on anything but metadata.
    public static func conditions(in query: String) -> [MetadataCondition] {
        // A word ends at a space, unless that is in quotes.
        let words = query.matches(of: /(?:'[^']*'|"[^"]*"|\S)+/).map(\.output)
        return words.split { ["AND", "OR"].contains($0.uppercased()) }.compactMap { words in
            MetadataCondition(words.joined(separator: " "))
        }
    }

    private init?(_ text: String) {
        let subject = /metadata\[(?:'([A-Za-z0-9_.]+)'|"([A-Za-z0-9_.]+)")\] */
        let comparison = /(:|=|!=|>=|<=|>|<) *(?:'([^']*)'|"([^"]*)"|([^'":=!<>\s]+))/
        guard let start = text.prefixMatch(of: subject), let name = start.1 ?? start.2,
            let end = text[start.range.upperBound...].wholeMatch(of: comparison),
            let comparison = end.1 == ":" ? .equal : Comparison(rawValue: String(end.1)),
            let value = end.2 ?? end.3 ?? end.4
        else { return nil }
        self.init(String(name), comparison, String(value))
    }

    /// Whether it holds for metadata, which is JSON text.
    ///
    /// Numbers and truth values are compared by their text, and by their number where one is above or below another. A
    /// value that is not there is an empty text, and neither above nor below anything.
    public func matches(_ metadata: String?) -> Bool {
        let found = Self.text(JSONValue(stored: metadata)[name])
        switch comparison {
        case .equal: return (found ?? "") == value
        case .unequal: return (found ?? "") != value
        case .above: return found.map { Self.isBelow(value, $0) } ?? false
        case .below: return found.map { Self.isBelow($0, value) } ?? false
        case .atLeast: return found.map { !Self.isBelow($0, value) } ?? false
        case .atMost: return found.map { !Self.isBelow(value, $0) } ?? false
        }
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .number, .bool: value.compact
        case .null, .array, .object: nil
        }
    }

    private static func isBelow(_ one: String, _ other: String) -> Bool {
        if let one = Double(one), let other = Double(other) { return one < other }
        return one < other
    }
}
