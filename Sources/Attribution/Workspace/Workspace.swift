/// Who the links, customers and settings belong to (`dub-api.md`, 6.1 and 9).
public struct Workspace: Sendable, Hashable {
    /// What is paid for; the first two cannot track conversions.
    public enum Plan: String, Sendable, Hashable, CaseIterable {
        case free, pro, business, advanced, enterprise

        /// Whether leads and sales are part of it.
        public var tracksConversions: Bool { self != .free && self != .pro }
    }

    /// `ws_` and 25 characters.
    public var id: String
    /// What it is called.
    public var name: String
    /// What is paid for.
    public var plan = Plan.business
    /// Whether forms offer links that track conversions; the API does not look at it.
    public var isConversionEnabled = true
    /// The hosts whose pages may track; empty for all.
    public var allowedHostnames: [String] = []
    /// The key of servers.
    public var secretKey: APIKey
    /// The key of pages; nil where there is none.
    public var publishableKey: APIKey?
    /// Its owner: `user_` and 25 characters.
    public var userID: String
    /// When it was made.
    public var createdAt: Timestamp

    /// A workspace with its settings as they are at first.
    public init(
        id: String, name: String, secretKey: APIKey, publishableKey: APIKey?, userID: String, createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.secretKey = secretKey
        self.publishableKey = publishableKey
        self.userID = userID
        self.createdAt = createdAt
    }

    /// Its name as addresses have it: in lower case, with hyphens for what is neither a letter nor a digit.
    public var slug: String {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }
}
