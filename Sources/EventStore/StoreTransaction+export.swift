public import Attribution

/// Some rows of a table that follow each other.
public struct TablePage<Row: Sendable>: Sendable {
    /// The rows.
    public var rows: [Row]
    /// What to go on after; nil where these are the last ones.
    public var next: Int64?
}

// Everything, for an export; the events in pages, which go from the oldest to the newest.
extension StoreTransaction {
    /// All links of all workspaces, also those that are put away.
    public func everyLink() throws -> [Link] {
        try all("\(Queries.links) ORDER BY number", []) { try Link(row: $0) }
    }

    /// All customers.
    public func everyCustomer() throws -> [Customer] {
        try all("\(Queries.customers) ORDER BY number", []) { try Customer(row: $0) }
    }

    /// So many clicks that follow those of the page before; nil for the first ones.
    public func everyClick(after last: Int64?, limit: Int) throws -> TablePage<Click> {
        try page("\(Queries.clicks) WHERE visit.moment > ? ORDER BY visit.moment", last, limit) { try Click(row: $0) }
    }

    /// So many leads that follow those of the page before; nil for the first ones.
    public func everyLead(after last: Int64?, limit: Int) throws -> TablePage<Lead> {
        try page("\(Queries.leads) WHERE lead.moment > ? ORDER BY lead.moment", last, limit) { try Lead(row: $0) }
    }

    /// So many sales that follow those of the page before; nil for the first ones.
    public func everySale(after last: Int64?, limit: Int) throws -> TablePage<Sale> {
        try page("\(Queries.sales) WHERE sale.moment > ? ORDER BY sale.moment", last, limit) { try Sale(row: $0) }
    }

    /// A page of a query whose first column is the row's key.
    private func page<Row>(
        _ query: String, _ last: Int64?, _ limit: Int, _ read: (Columns) throws -> Row
    ) throws -> TablePage<Row> {
        let rows = try all("\(query) LIMIT ?", [last ?? -1, limit]) { ($0[0] as Int64, try read($0)) }
        return TablePage(rows: rows.map(\.1), next: rows.count < limit ? nil : rows.last?.0)
    }
}
