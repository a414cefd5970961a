/// The header fields of one answer, in the order they arrived, with names compared as HTTP compares them.
public struct HTTPFields: Sendable, Hashable, Codable, ExpressibleByDictionaryLiteral {
    /// One field line.
    public struct Field: Sendable, Hashable, Codable {
        /// The name as it was sent.
        public var name: String
        /// The value, without the white space around it.
        public var value: String

        /// A field line of a name and a value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Every field line in order; repeated names stay apart.
    public var fields: [Field]

    /// Header fields in the order given.
    public init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// Header fields from name and value pairs.
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { Field(name: $0.0, value: $0.1) })
    }

    /// The first value of the name, or nil.
    public subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Every value of the name, in order.
    public func all(_ name: String) -> [String] {
        let wanted = name.lowercased()
        return fields.filter { $0.name.lowercased() == wanted }.map(\.value)
    }

    /// Every value of the name joined with a comma, as HTTP reads a list that was sent in several lines (RFC 9110, 5.3).
    public func joined(_ name: String) -> String? {
        let values = all(name)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// The names and values alone, as they are saved.
    public func encode(to encoder: any Encoder) throws {
        try fields.encode(to: encoder)
    }

    /// Header fields from their saved form.
    public init(from decoder: any Decoder) throws {
        fields = try [Field](from: decoder)
    }
}
