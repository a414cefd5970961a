/// What the rules of `/events` and `/analytics` read besides: lists and counts of events.
///
/// Events belong to the click they go back to, which is where all dimensions come from (`dub-api.md`, 15.6); clicks
/// count at their own time, leads and sales at theirs.
public protocol AnalyticsTransaction: AttributionTransaction {
    /// The link that a workspace knows by an id of its own, without `ext_`.
    func link(externalID: String, workspaceID: String) throws -> Link?

    /// Counts events, group by group.
    ///
    /// Groups without events, and those whose last key is empty or `Unknown`, are left out.
    ///
    /// - Parameters:
    ///   - events: what is counted.
    ///   - grouping: what the groups are.
    ///   - most: how many groups are wanted: those with the most events, or for sales those with the highest amount; of
    ///     equal ones those whose keys come first. Nil for all.
    /// - Returns: the groups, in whatever order.
    func tally(_ events: EventSelection, by grouping: Grouping, most: Int?) throws -> [Tally]

    /// Lists events with what belongs to them.
    ///
    /// - Parameters:
    ///   - events: what is listed.
    ///   - isAscending: whether the oldest come first; of those of the same millisecond, those that came in first.
    ///   - limit: how many are wanted.
    ///   - offset: how many are skipped.
    func events(_ events: EventSelection, isAscending: Bool, limit: Int, offset: Int) throws -> [EventRow]
}

/// Which events are counted or listed.
public struct EventSelection: Sendable, Hashable {
    /// Clicks, leads or sales.
    public let kind: EventKind
    /// From when on they count, and from when on they do not any more.
    public let span: Range<Timestamp>
    /// What they must be like.
    public let filter: EventFilter

    /// Events of a kind; conditions that its events cannot meet or miss are dropped.
    public init(_ kind: EventKind, in span: Range<Timestamp>, where filter: EventFilter = EventFilter()) {
        self.kind = kind
        self.span = span
        self.filter = filter.applying(to: kind)
    }
}

/// What events are grouped by.
public enum Grouping: Sendable, Hashable {
    /// All events are one group, without keys.
    case total
    /// The bucket they are in, of those that begin at these times, which ascend; the key is its index.
    ///
    /// None of the events is before the first one.
    case buckets([Timestamp])
    /// Values of their clicks, one key for each.
    case dimensions([Dimension])
    /// The id of their link.
    ///
    /// Like domain, folder and tag, for links only that still exist.
    case link
    /// The short domain of their link.
    case domain
    /// The id of the folder that their link lies in.
    case folder
    /// The id of a tag of their link; an event is in the groups of all of them.
    case tag
    /// The name of the lead or sale; clicks have none.
    case eventName
}

/// How many events a group has.
public struct Tally: Sendable, Hashable {
    /// What the events of the group have in common, as the grouping says.
    public var keys: [String]
    /// How many there are.
    public var count: Int
    /// The sum of sales in cents; 0 for clicks and leads.
    public var amount: Int

    /// The count of a group.
    public init(_ keys: [String], count: Int, amount: Int = 0) {
        self.keys = keys
        self.count = count
        self.amount = amount
    }
}

/// An event with what belongs to it.
public struct EventRow: Sendable, Hashable {
    /// What the event is, besides its click.
    public enum Event: Sendable, Hashable {
        case click
        case lead(Lead)
        case sale(Sale)
    }

    /// The click that it is or goes back to.
    public var click: Click
    /// What it is.
    public var event: Event
    /// Its link; nil for one that was deleted.
    public var link: Link?
    /// The customer of a lead or sale; nil for one that was deleted, and for clicks.
    public var customer: Customer?

    /// An event of a click.
    public init(_ click: Click, _ event: Event = .click, link: Link?, customer: Customer? = nil) {
        self.click = click
        self.event = event
        self.link = link
        self.customer = customer
    }
}
