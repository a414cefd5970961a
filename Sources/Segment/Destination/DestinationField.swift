/// A field of an action: what it takes and how it is checked (`segment.md`, 4.2).
public struct DestinationField: Sendable, Hashable {
    /// What a field takes, after the coercion of 4.4.
    public enum Kind: String, Sendable, Hashable {
        case string, number, object

        var withArticle: String { self == .object ? "an object" : "a \(rawValue)" }
    }

    /// The key in the mapping and in the request.
    public let name: String
    /// What forms and messages call it.
    public let label: String
    /// What it takes.
    public let kind: Kind
    /// Whether nothing is sent without it.
    public let isRequired: Bool
    /// Whether it must be a mail address.
    public let isEmail: Bool

    init(_ name: String, _ label: String, _ kind: Kind = .string, isRequired: Bool = false, isEmail: Bool = false) {
        self.name = name
        self.label = label
        self.kind = kind
        self.isRequired = isRequired
        self.isEmail = isEmail
    }
}
