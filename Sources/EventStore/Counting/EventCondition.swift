import Attribution

/// Which events are meant, as SQL: `e` is the event, `c` its click.
struct EventCondition {
    /// The tables, joined.
    let source: String
    /// What must hold.
    private(set) var condition: String
    /// The values of the condition's places.
    private(set) var arguments: [any Argument]
    /// What SQL is not asked for; empty for all but some leads and sales.
    let metadata: [MetadataCondition]

    /// The events of a selection.
    init(_ events: EventSelection, in store: StoreTransaction) throws {
        source =
            switch events.kind {
            case .clicks: "click AS c"
            case .leads: "lead AS e JOIN click AS c ON c.moment = e.click"
            case .sales: "sale AS e JOIN click AS c ON c.moment = e.click"
            }
        metadata = events.filter.metadata
        let moment = Self.moment(of: events.kind)
        condition = "\(moment) >= ? AND \(moment) < ?"
        arguments = [Moment(firstOf: events.span.lowerBound).key, Moment(firstOf: events.span.upperBound).key]
        try add(events.filter, kind: events.kind, in: store)
    }

    /// Whether an event with this metadata meets what SQL is not asked for.
    func admits(_ metadata: @autoclosure () -> String?) -> Bool {
        guard !self.metadata.isEmpty else { return true }
        let text = metadata()
        return self.metadata.allSatisfy { $0.matches(text) }
    }

    /// The column that says when events of a kind were.
    static func moment(of kind: EventKind) -> String { kind == .clicks ? "c.moment" : "e.moment" }

    private mutating func add(_ filter: EventFilter, kind: EventKind, in store: StoreTransaction) throws {
        for (dimension, values) in filter.dimensions.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try addWords(values, column: "c.\"\(dimension.rawValue)\"", in: store)
        }
        for tag in filter.campaignTags {
            let parts = tag.parts.map { _ in "instr(text, ?) > 0" }.joined(separator: " OR ")
            add(
                "c.url \(tag.isExcluding ? "NOT IN" : "IN") (SELECT number FROM word WHERE \(parts))",
                tag.parts)
        }
        if let customer = filter.customerID {
            let isClick = kind == .clicks
            add(isClick ? "c.moment IN (SELECT click FROM lead WHERE customerID = ?)" : "e.customerID = ?", [customer])
        }
        if let type = filter.saleType { add("e.isFirst = ?", [type == .new]) }
        if let names = filter.eventName { try addWords(names, column: "e.eventName", in: store) }
        switch filter.links {
        case .all: break
        case .ids(let ids): try addWords(ids, column: "c.link", in: store)
        case .having(let traits): add(traits)
        }
    }

    private mutating func add(_ text: String, _ values: [any Argument] = []) {
        condition += " AND \(text)"
        arguments += values
    }

    /// The numbers of words stand in the statement itself: most filters are one or two words.
    private mutating func addWords(_ filter: ValueFilter, column: String, in store: StoreTransaction) throws {
        let numbers = try filter.values.compactMap { try store.number("SELECT number FROM word WHERE text = ?", $0) }
        let list = numbers.map(String.init).joined(separator: ", ")
        add("\(column) \(filter.isExcluding ? "NOT IN" : "IN") (\(list))")
    }

    private mutating func add(_ traits: LinkTraits) {
        var parts: [String] = []
        var values: [any Argument] = []
        for (column, filter) in [
            ("domain", traits.domain), ("tenantID", traits.tenantID), ("folderID", traits.folderID),
        ] {
            guard let filter else { continue }
            let places = filter.values.map { _ in "?" }.joined(separator: ", ")
            parts.append("coalesce(\(column), '') \(filter.isExcluding ? "NOT IN" : "IN") (\(places))")
            values += filter.values
        }
        if let tags = traits.tagID {
            let places = tags.values.map { _ in "?" }.joined(separator: ", ")
            parts.append(
                "number \(tags.isExcluding ? "NOT IN" : "IN") (SELECT link FROM linkTag WHERE tagID IN (\(places)))")
            values += tags.values
        }
        if let isRoot = traits.isRoot { parts.append("foldedKey \(isRoot ? "=" : "<>") '_root'") }
        let condition = parts.isEmpty ? "" : " WHERE \(parts.joined(separator: " AND "))"
        add("c.link IN (SELECT number FROM link\(condition))", values)
    }
}
