import PageURL

/// Which events are meant; all of its conditions must hold (`dub-api.md`, 15.3).
public struct EventFilter: Sendable, Hashable {
    /// Whether a sale is the customer's first on a link.
    public enum SaleType: String, Sendable, Hashable, CaseIterable {
        case new, recurring
    }

    /// A text that the clicked address must contain, or must not.
    public struct CampaignTag: Sendable, Hashable {
        /// Texts such as `utm_source=e+mail`, of which one must be in the address, or none may be; case counts.
        public var parts: [String]
        /// Whether they must not be there.
        public var isExcluding: Bool

        /// A condition on a campaign tag, whose values are written as they are in addresses.
        public init(_ name: String, _ filter: ValueFilter) {
            parts = filter.values.map { QueryItem(name: name, value: $0).encoded }
            isExcluding = filter.isExcluding
        }
    }

    /// The links they are of.
    public var links = LinkScope.all
    /// Values of their clicks.
    public var dimensions: [Dimension: ValueFilter] = [:]
    /// What the clicked address must contain.
    public var campaignTags: [CampaignTag] = []
    /// The customer they are of: for clicks, those that the customer's leads go back to.
    public var customerID: String?
    /// Which sales; set for sales only.
    public var saleType: SaleType?
    /// The names of leads and sales; not set for clicks.
    public var eventName: ValueFilter?
    /// What was sent along with leads and sales; empty for clicks.
    public var metadata: [MetadataCondition] = []

    /// All events.
    public init() {}

    /// The filter without what events of a kind do not have.
    func applying(to kind: EventKind) -> EventFilter {
        var filter = self
        if kind != .sales { filter.saleType = nil }
        if kind == .clicks { (filter.eventName, filter.metadata) = (nil, []) }
        return filter
    }
}

/// Which links events are of.
public enum LinkScope: Sendable, Hashable {
    /// Any, also those that were deleted.
    case all
    /// Those of the ids, or all others; whether they still exist does not count.
    case ids(ValueFilter)
    /// Those that exist and have these properties.
    case having(LinkTraits)
}

/// Properties of links; nil for any.
///
/// What excludes values also lets those links pass that have none.
public struct LinkTraits: Sendable, Hashable {
    /// The short domain, in lower case.
    public var domain: ValueFilter?
    /// The user's own customer.
    public var tenantID: ValueFilter?
    /// A tag: one of the link's tags is listed, or none is where they are left out.
    public var tagID: ValueFilter?
    /// The folder.
    public var folderID: ValueFilter?
    /// Whether it is a domain's own link.
    public var isRoot: Bool?

    /// Any link.
    public init() {}
}
