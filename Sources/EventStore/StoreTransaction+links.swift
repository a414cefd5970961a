public import Attribution

extension StoreTransaction {
    /// The link of the id.
    public func link(id: String) throws -> Link? {
        try first(Queries.linkByID, [id]) { try Link(row: $0) }
    }

    /// The link of a key, whose letter case does not count, on a domain.
    public func link(domain: String, key: LinkKey) throws -> Link? {
        let folded = key.folded
        let find = { try first(Queries.linkByKey, [domain, folded]) { try Link(row: $0) } }
        return if let cache { try cache.link(domain: domain, key: folded, orFind: find) } else { try find() }
    }

    /// The link of an id in the user's own system.
    public func link(externalID: String, workspaceID: String) throws -> Link? {
        try first(Queries.linkByExternalID, [workspaceID, externalID]) { try Link(row: $0) }
    }

    /// The oldest link of a workspace whose destination is exactly this text.
    public func link(url: String, workspaceID: String) throws -> Link? {
        try first(Queries.linkByURL, [workspaceID, url]) { try Link(row: $0) }
    }

    /// Stores a new link.
    ///
    /// - Throws: ``APIError`` 409 for a key or an external id that another link has.
    public mutating func insert(_ link: Link) throws {
        try refuseTaken(link)
        try run(Queries.insertLink, try link.arguments + [try number(ofWord: link.id)])
    }

    /// Stores a changed link, all of it but its counters.
    ///
    /// - Throws: ``APIError`` 409 for a key or an external id that another link has.
    public mutating func update(_ link: Link) throws {
        try refuseTaken(link)
        try run(Queries.updateLink, try link.arguments)
    }

    /// Takes a link away; its clicks, leads and sales stay.
    public mutating func deleteLink(id: String) throws {
        try run("DELETE FROM link WHERE id = ?", [id])
    }

    /// Adds to what is counted of a link; of the last clicks the later one stays.
    public mutating func add(_ counts: Link.Counters, to linkID: String) throws {
        guard let cache else { throw Self.readOnly }
        cache.add(counts, toLink: try number(ofWord: linkID), id: linkID)
    }

    /// Brings what was counted of links to their rows: many clicks of one transaction are of the same link.
    func writeCounts() throws {
        guard let counted = cache?.takeCounts() else { return }
        for (number, counts) in counted {
            try runBesideLinks(
                Queries.addCounters,
                [
                    counts.clicks, counts.leads, counts.conversions, counts.sales, counts.saleAmount,
                    counts.lastClicked?.milliseconds, number,
                ])
        }
    }

    private func refuseTaken(_ link: Link) throws {
        let sameKey = "SELECT 1 FROM link WHERE domain = ? AND foldedKey = ? AND id <> ?"
        guard try first(sameKey, [link.domain, link.key.folded, link.id], { _ in true }) == nil else {
            throw LinkRules.takenKey
        }
        guard let externalID = link.externalID else { return }
        let sameExternalID = "SELECT 1 FROM link WHERE workspaceID = ? AND externalID = ? AND id <> ?"
        guard try first(sameExternalID, [link.workspaceID, externalID, link.id], { _ in true }) == nil else {
            throw LinkRules.takenExternalID
        }
    }
}
