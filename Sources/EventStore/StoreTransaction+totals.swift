/// How much there is in a store.
public struct StoreTotals: Sendable, Hashable {
    /// Links that exist.
    public var links = 0
    /// Clicks that were recorded, also those of links that were deleted.
    public var clicks = 0
    /// Leads, too.
    public var leads = 0
    /// Sales, too.
    public var sales = 0
    /// Customers that exist.
    public var customers = 0

    /// Nothing yet.
    public init() {}
}

extension StoreTransaction {
    /// How much there is of everything.
    public func totals() throws -> StoreTotals {
        let tables = ["link", "customer"] + JournalKind.allCases.map(\.table)
        let query = "SELECT \(tables.map { "(SELECT count(*) FROM \($0))" }.joined(separator: ", "))"
        var totals = StoreTotals()
        _ = try first(query, []) { row in
            (totals.links, totals.customers) = (row[0], row[1])
            (totals.clicks, totals.leads, totals.sales) = (row[2], row[3], row[4])
        }
        return totals
    }
}
