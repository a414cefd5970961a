/// Some of a workspace's customers, in an order, as a store finds them (`dub-api.md`, 16.2).
public struct CustomerSelection: Sendable, Hashable {
    /// What is searched for.
    public enum Match: Sendable, Hashable {
        /// Exactly this mail address.
        case email(String)
        /// Exactly this id in the user's own system.
        case externalID(String)
        /// All of these words, each in the mail address or in the name, whatever the letter case.
        case words([String])
    }

    /// What customers are sorted by; a missing time is the earliest, and equal ones are sorted by id.
    public enum Order: String, Sendable, Hashable, CaseIterable {
        case createdAt, saleAmount, firstSaleAt, subscriptionCanceledAt
    }

    /// Only those found by this.
    public var match: Match?
    /// Only those of a country.
    public var country: String?
    /// Only those whom a link has brought.
    public var linkID: String?
    /// What they are sorted by; where the window has a cursor, they are sorted by id instead, in the same direction.
    public var order = Order.createdAt
    /// Whether the smallest come first, ids included.
    public var isAscending = false
    /// Which of them.
    public var window = Window.all

    /// All customers.
    public init() {}
}

/// What customers are counted by (`dub-api.md`, 16.2).
public enum CustomerGrouping: String, Sendable, Hashable, CaseIterable {
    case country
    case linkID = "linkId"
}

/// How many customers have something in common.
public struct CustomerGroup: Sendable, Hashable {
    /// The country, or the link's id; nil for none.
    public var value: String?
    /// How many customers.
    public var count: Int

    /// A group of customers.
    public init(value: String?, count: Int) {
        self.value = value
        self.count = count
    }
}
