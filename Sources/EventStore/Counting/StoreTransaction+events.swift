public import Attribution

extension StoreTransaction: AnalyticsTransaction {
    /// Lists events with what belongs to them.
    public func events(
        _ events: EventSelection, isAscending: Bool, limit: Int, offset: Int
    ) throws -> [EventRow] {
        let condition = try EventCondition(events, in: self)
        let moment = EventCondition.moment(of: events.kind)
        let order = "ORDER BY \(moment) \(isAscending ? "ASC" : "DESC")"
        let query = "FROM \(condition.source) WHERE \(condition.condition) \(order)"
        var moments: [Int64] = []
        if condition.metadata.isEmpty {
            moments = try all(
                composed: "SELECT \(moment) \(query) LIMIT ? OFFSET ?", condition.arguments + [limit, offset]
            ) { $0[0] }
        } else {
            let rows = try Prepared(
                composed: "SELECT \(moment), e.metadata \(query)", in: database, condition.arguments)
            defer { rows.end() }
            var skipped = 0
            while moments.count < limit, let row = try rows.next() {
                guard condition.admits(row[1]) else { continue }
                if skipped < offset { skipped += 1 } else { moments.append(row[0]) }
            }
        }
        return try moments.compactMap { try event(events.kind, at: Moment(key: $0)) }
    }

    /// The event of a key, with what belongs to it.
    func event(_ kind: EventKind, at moment: Moment) throws -> EventRow? {
        switch kind {
        case .clicks:
            guard let click = try first(Queries.clickByMoment, [moment.key], { try Click(row: $0) }) else { return nil }
            return EventRow(click, link: try link(id: click.linkID))
        case .leads:
            guard let lead = try first(Queries.leadByMoment, [moment.key], { try Lead(row: $0) }) else { return nil }
            return try row(.lead(lead), ofClick: lead.clickID, linkID: lead.linkID, customerID: lead.customerID)
        case .sales:
            guard let sale = try first(Queries.saleByMoment, [moment.key], { try Sale(row: $0) }) else { return nil }
            return try row(.sale(sale), ofClick: sale.clickID, linkID: sale.linkID, customerID: sale.customerID)
        }
    }

    private func row(
        _ event: EventRow.Event, ofClick clickID: String, linkID: String, customerID: String
    ) throws -> EventRow? {
        guard let click = try click(id: clickID) else { return nil }
        return EventRow(click, event, link: try link(id: linkID), customer: try customer(id: customerID))
    }
}
