public import Attribution

// What came of a click, and the newest event of some kind.
extension StoreTransaction {
    /// The leads that go back to a click, the oldest first.
    public func leads(ofClick id: String) throws -> [Lead] {
        guard let moment = try clickMoment(id) else { return [] }
        return try all("\(Queries.leads) WHERE lead.click = ? ORDER BY lead.moment", [moment]) { try Lead(row: $0) }
    }

    /// The sales that go back to a click, the oldest first.
    public func sales(ofClick id: String) throws -> [Sale] {
        guard let moment = try clickMoment(id) else { return [] }
        return try all("\(Queries.sales) WHERE sale.click = ? ORDER BY sale.moment", [moment]) { try Sale(row: $0) }
    }

    /// The newest event that meets conditions, of which those that are nil do not count.
    ///
    /// - Parameters:
    ///   - kind: clicks, leads or sales.
    ///   - clickID: the click that it is or goes back to.
    ///   - customerExternalID: the user's own id of its customer: of a click, one whom it brought or whose lead goes back
    ///     to it.
    ///   - linkID: its link, also one that was deleted.
    ///   - eventName: its exact name; clicks have none.
    /// - Returns: nil where no event meets all of them.
    public func firstEvent(
        _ kind: EventKind, clickID: String?, customerExternalID: String?, linkID: String?, eventName: String?
    ) throws -> EventRow? {
        var (conditions, arguments): ([String], [any Argument]) = ([], [])
        if let clickID {
            guard let moment = try clickMoment(clickID) else { return nil }
            conditions.append("\(kind == .clicks ? "moment" : "click") = ?")
            arguments.append(moment)
        }
        if let linkID {
            guard let number = try word(linkID) else { return nil }
            conditions.append("link = ?")
            arguments.append(number)
        }
        if let customerExternalID {
            guard let customer = try customer(externalID: customerExternalID) else { return nil }
            if kind == .clicks {
                conditions.append("moment IN (SELECT click FROM lead WHERE customerID = ? UNION SELECT ?)")
                arguments += [customer.id, try customer.clickID.flatMap(clickMoment)]
            } else {
                conditions.append("customerID = ?")
                arguments.append(customer.id)
            }
        }
        if let eventName {
            guard kind != .clicks, let number = try word(eventName) else { return nil }
            conditions.append("eventName = ?")
            arguments.append(number)
        }
        let clause = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
        let table = JournalKind(kind).table
        let newest = try first("SELECT moment FROM \(table)\(clause) ORDER BY moment DESC LIMIT 1", arguments) {
            Moment(key: $0[0])
        }
        return try newest.flatMap { try event(kind, at: $0) }
    }

    /// The key of a click's row.
    func clickMoment(_ id: String) throws -> Int64? {
        try number("SELECT moment FROM visit WHERE id = ?", id)
    }

    private func word(_ text: String) throws -> Int64? {
        try number("SELECT number FROM word WHERE text = ?", text)
    }
}
