/// A request for events, read and validated (`dub-api.md`, 14.1).
public struct EventsRequest: Sendable, Hashable {
    /// What is listed.
    public var kind = EventKind.clicks
    /// The page, from 1.
    public var page = 1
    /// How many events a page has.
    public var limit = 100
    /// Whether the oldest come first.
    public var isAscending = false
    /// Which of them, and when.
    public var query = EventQuery()

    /// The most events on a page.
    private static let mostEvents = 1_000

    /// The latest clicks.
    public init() {}

    /// A query.
    ///
    /// - Throws: 422 for the first parameter that cannot be read.
    public init(_ fields: RequestFields) throws(APIError) {
        let kind = try fields.choice("event", of: EventKind.allCases.map(\.rawValue))
        self.kind = kind.flatMap(EventKind.init) ?? self.kind
        page = try fields.integer("page", from: 1) ?? page
        limit =
            try fields.integer(
                "limit", from: 1, to: Self.mostEvents, tooBig: "Max page size is \(Self.mostEvents).") ?? limit
        let order = try fields.choice("sortOrder", of: ["asc", "desc"])
        _ = try fields.choice("sortBy", of: ["timestamp"])
        // Clients send the old name too, with the default.
        isAscending = try fields.choice("order", of: ["asc", "desc"]) == "asc" || order == "asc"
        query = try EventQuery(fields, readsTagIDs: false)
    }
}
