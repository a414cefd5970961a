public import Attribution

extension StoreTransaction {
    /// The recorded click of the id.
    public func click(id: String) throws -> Click? {
        try first(Queries.clickByID, [id]) { try Click(row: $0) }
    }

    /// Stores a click.
    public mutating func insert(_ click: Click) throws {
        let moment = try freeMoment(at: click.timestamp, Queries.lastClickMoment)
        let link = try words.number(of: click.linkID, in: self)
        try run(Queries.insertClick, [moment.key, link] + (try words.numbers(of: click, in: self)))
        // The part that everybody may see is a word already.
        let fullReferer = click.refererURL.contains("?") ? click.refererURL : nil
        try run(
            "INSERT INTO visit (moment, id, address, userAgent, fullReferer) VALUES (?, ?, ?, ?, ?)",
            [moment.key, click.id, click.address, click.userAgent, fullReferer])
        try note(.clicks, at: moment)
        recorded.append(.click(click))
    }
}
