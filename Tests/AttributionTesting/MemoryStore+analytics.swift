package import Attribution

/// Every event is looked at, one after the other.
extension MemoryStore: AnalyticsTransaction {
    package func tally(_ events: EventSelection, by grouping: Grouping, most: Int?) -> [Tally] {
        var tallies: [[String]: Tally] = [:]
        for row in rows(events) {
            for keys in keys(of: row, by: grouping) where !["", "Unknown"].contains(keys.last) {
                let tally = tallies[keys] ?? Tally(keys, count: 0)
                tallies[keys] = Tally(keys, count: tally.count + 1, amount: tally.amount + row.amount)
            }
        }
        let sorted = tallies.values.sorted { one, other in
            let (first, second) = events.kind == .sales ? (one.amount, other.amount) : (one.count, other.count)
            return first == second ? one.keys.lexicographicallyPrecedes(other.keys) : first > second
        }
        return Array(sorted.prefix(most ?? sorted.count))
    }

    package func events(_ events: EventSelection, isAscending: Bool, limit: Int, offset: Int) -> [EventRow] {
        let sorted = rows(events).sorted { ($0.timestamp, $0.id) < ($1.timestamp, $1.id) }
        return Array((isAscending ? sorted : sorted.reversed()).dropFirst(offset).prefix(limit))
    }

    private func rows(_ events: EventSelection) -> [EventRow] {
        let all: [EventRow] =
            switch events.kind {
            case .clicks: clicks.values.map { EventRow($0, link: links[$0.linkID]) }
            case .leads:
                leads.compactMap { lead in
                    clicks[lead.clickID].map {
                        EventRow($0, .lead(lead), link: links[lead.linkID], customer: customer(id: lead.customerID))
                    }
                }
            case .sales:
                sales.compactMap { sale in
                    clicks[sale.clickID].map {
                        EventRow($0, .sale(sale), link: links[sale.linkID], customer: customer(id: sale.customerID))
                    }
                }
            }
        return all.filter { events.span.contains($0.timestamp) && meets(events.filter, $0) }
    }

    private func keys(of row: EventRow, by grouping: Grouping) -> [[String]] {
        switch grouping {
        case .total: [[]]
        case .buckets(let starts): starts.lastIndex { $0 <= row.timestamp }.map { [["\($0)"]] } ?? []
        case .dimensions(let dimensions): [dimensions.map { row.click.dimensions[$0] ?? "" }]
        case .link: row.link.map { [[$0.id]] } ?? []
        case .domain: row.link.map { [[$0.domain]] } ?? []
        case .folder: row.link?.folderID.map { [[$0]] } ?? []
        case .tag: row.link?.tagIDs.map { [$0] } ?? []
        case .eventName: row.eventName.map { [[$0]] } ?? []
        }
    }

    private func meets(_ filter: EventFilter, _ row: EventRow) -> Bool {
        meets(filter.links, row)
            && filter.campaignTags.allSatisfy { tag in
                tag.parts.contains { row.click.url.contains($0) } != tag.isExcluding
            }
            && filter.customerID.map { isOf($0, row) } ?? true
            && filter.saleType.map { ($0 == .new) == row.isFirstSale } ?? true
            && filter.eventName.map { $0.passes(row.eventName ?? "") } ?? true
            && filter.metadata.allSatisfy { $0.matches(row.metadata) }
            && filter.dimensions.allSatisfy { dimension, filter in
                filter.passes(row.click.dimensions[dimension] ?? "")
            }
    }

    private func meets(_ scope: LinkScope, _ row: EventRow) -> Bool {
        switch scope {
        case .all: return true
        case .ids(let ids): return ids.passes(row.click.linkID)
        case .having(let traits):
            guard let link = row.link else { return false }
            return traits.domain?.passes(link.domain) ?? true && traits.tenantID?.passes(link.tenantID ?? "") ?? true
                && traits.folderID?.passes(link.folderID ?? "") ?? true
                && traits.tagID.map { tags in
                    link.tagIDs.contains { tags.values.contains($0) } != tags.isExcluding
                } ?? true
                && traits.isRoot.map { $0 == (link.key == .root) } ?? true
        }
    }

    private func isOf(_ customerID: String, _ row: EventRow) -> Bool {
        switch row.event {
        case .click: leads.contains { $0.customerID == customerID && $0.clickID == row.click.id }
        case .lead(let lead): lead.customerID == customerID
        case .sale(let sale): sale.customerID == customerID
        }
    }
}

extension ValueFilter {
    fileprivate func passes(_ value: String) -> Bool { values.contains(value) != isExcluding }
}

extension EventRow {
    fileprivate var timestamp: Timestamp {
        switch event {
        case .click: click.timestamp
        case .lead(let lead): lead.timestamp
        case .sale(let sale): sale.timestamp
        }
    }

    fileprivate var id: String {
        switch event {
        case .click: click.id
        case .lead(let lead): lead.id
        case .sale(let sale): sale.id
        }
    }

    fileprivate var amount: Int {
        if case .sale(let sale) = event { sale.price.amount } else { 0 }
    }

    fileprivate var isFirstSale: Bool {
        if case .sale(let sale) = event { sale.isFirst } else { false }
    }

    fileprivate var eventName: String? {
        switch event {
        case .click: nil
        case .lead(let lead): lead.eventName
        case .sale(let sale): sale.eventName
        }
    }

    fileprivate var metadata: String? {
        switch event {
        case .click: nil
        case .lead(let lead): lead.metadata
        case .sale(let sale): sale.metadata
        }
    }
}
