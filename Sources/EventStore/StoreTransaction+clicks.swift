public import Attribution
import GRDB

extension StoreTransaction {
    /// The link of a key, whose letter case does not count, on a domain.
    public func link(domain: String, key: LinkKey) throws -> Link? {
        try first("SELECT * FROM link WHERE domain = ? AND foldedKey = ?", [domain, key.folded])
            .map { try Link(row: $0) }
    }

    /// Stores a new link.
    ///
    /// - Throws: 409 for a key or an external id that another link has.
    public mutating func insert(_ link: Link) throws {
        if try self.link(domain: link.domain, key: link.key) != nil {
            throw APIError(.conflict, "Duplicate key: This short link already exists.")
        }
        if let externalID = link.externalID,
            try first(
                "SELECT 1 FROM link WHERE workspaceID = ? AND externalID = ?", [link.workspaceID, externalID]) != nil
        {
            throw APIError(.conflict, "A link with this externalId already exists in this workspace.")
        }
        try run(Queries.insertLink, link.arguments)
    }

    /// Stores a click.
    public mutating func insert(_ click: Click) throws {
        try run(Queries.insertClick, click.arguments)
    }
}
