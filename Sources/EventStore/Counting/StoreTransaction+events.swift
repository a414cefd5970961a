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
            let rows = try prepared(composed: "SELECT \(moment), e.metadata \(query)", condition.arguments)
            defer { rows.end() }
            var skipped = 0
            while moments.count < limit, let row = try rows.next() {
                guard condition.admits(row[1]) else { continue }
                if skipped < offset { skipped += 1 } else { moments.append(row[0]) }
            }
        }
        var links: [String: Link?] = [:]
        return try moments.compactMap { try event(events.kind, at: Moment(key: $0), links: &links) }
    }

    /// The event of a key, with what belongs to it.
    func event(_ kind: EventKind, at moment: Moment) throws -> EventRow? {
        var links: [String: Link?] = [:]
        return try event(kind, at: moment, links: &links)
    }

    /// - Parameter links: those that were read already; most events of a list have one of a few.
    private func event(_ kind: EventKind, at moment: Moment, links: inout [String: Link?]) throws -> EventRow? {
        switch kind {
        case .clicks:
            guard let click = try first(Queries.clickByMoment, [moment.key], { try Click(row: $0) }) else { return nil }
            return EventRow(click, link: try link(click.linkID, among: &links))
        case .leads:
            guard let lead = try first(Queries.leadByMoment, [moment.key], { try Lead(row: $0) }),
                let click = try click(id: lead.clickID)
            else { return nil }
            return EventRow(
                click, .lead(lead), link: try link(lead.linkID, among: &links),
                customer: try customer(id: lead.customerID))
        case .sales:
            guard let sale = try first(Queries.saleByMoment, [moment.key], { try Sale(row: $0) }),
                let click = try click(id: sale.clickID)
            else { return nil }
            return EventRow(
                click, .sale(sale), link: try link(sale.linkID, among: &links),
                customer: try customer(id: sale.customerID))
        }
    }

    private func link(_ id: String, among links: inout [String: Link?]) throws -> Link? {
        if let known = links[id] { return known }
        let link = try link(id: id)
        links[id] = .some(link)
        return link
    }
}
