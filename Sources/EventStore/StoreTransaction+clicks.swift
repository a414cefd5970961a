public import Attribution

extension StoreTransaction {
    /// The recorded click of the id.
    public func click(id: String) throws -> Click? {
        try first(Queries.clickByID, [id]) { try Click(row: $0) }
    }

    /// Stores a click.
    public mutating func insert(_ click: Click) throws {
        let moment = try freeMoment(.clicks, at: click.timestamp)
        let link = try number(ofWord: click.linkID)
        try runBesideLinks(Queries.insertClick, [moment.key, link] + (try wordNumbers(of: click)))
        // The part that everybody may see is a word already.
        let fullReferer = click.refererURL.contains("?") ? click.refererURL : nil
        try runBesideLinks(
            "INSERT INTO visit (moment, id, address, userAgent, fullReferer) VALUES (?, ?, ?, ?, ?)",
            [moment.key, click.id, click.address, click.userAgent, fullReferer])
        try note(.clicks, at: moment)
        recorded.append(.click(click))
    }
}
