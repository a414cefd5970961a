import JSON

extension AnalyticsRules {
    /// A row for each group, the largest first (`dub-api.md`, 15.4).
    func rows(
        _ request: AnalyticsRequest, _ filter: EventFilter, in store: some AnalyticsTransaction
    ) throws -> JSONValue {
        guard let grouping = request.groupBy.grouping else { return [] }
        let span = request.query.time.window(at: now).span
        let leading = request.leadingKind
        var numbers: [[String]: EventNumbers] = [:]
        for kind in request.event.kinds {
            let events = EventSelection(kind, in: span, where: filter)
            // What leads decides which rows there are; of the rest all groups are needed to fill those rows in.
            let isCut = kind == leading && !(request.event == .composite && leading == .sales)
            for tally in try store.tally(events, by: grouping, most: isCut ? Self.mostRows : nil) {
                numbers[tally.keys, default: EventNumbers()].add(tally, of: kind)
            }
        }
        if request.event == .composite { numbers = numbers.filter { $0.value.clicks > 0 } }
        let sorted = numbers.sorted { one, other in
            let (first, second) = (one.value.size(leading), other.value.size(leading))
            return first == second ? one.key.lexicographicallyPrecedes(other.key) : first > second
        }
        var rows: [JSONValue] = []
        for (keys, numbers) in sorted.prefix(Self.mostRows) {
            guard let fields = try fields(of: keys, in: request.groupBy, store) else { continue }
            rows.append(.object(numbers.json(after: fields)))
        }
        return .array(rows)
    }

    /// What a row shows besides its numbers; nil for a group that has no row.
    private func fields(
        of keys: [String], in groupBy: AnalyticsGrouping, _ store: some AnalyticsTransaction
    ) throws -> JSONObject? {
        guard let key = keys.last else { return nil }
        switch groupBy {
        case .continents: return Self.continents.contains(key) ? ["continent": .string(key)] : nil
        case .countries: return ["country": .string(key), "region": "*", "city": "*"]
        case .regions, .cities: return Self.place(keys)
        case .links: return try store.link(id: key).map(fields)
        case .domains: return ["domain": .string(key)]
        case .folders:
            return folders[key].map { name in
                ["folderId": .string(key), "folder": ["id": .string(key), "name": .string(name)]]
            }
        case .tags: return form.tags[key].map { ["tagId": .string(key), "tag": $0.json] }
        case .eventNames: return ["eventName": .string(key)]
        default: return groupBy.field.map { [$0.name: .string(key)] }
        }
    }

    private func fields(of link: Link) -> JSONObject {
        [
            "id": .string(link.id), "link": .string(link.id), "domain": .string(link.domain),
            "key": .string(link.key.text), "shortLink": .string(form.shortLink(link)), "url": .string(link.url),
            "title": .optional(link.extras.title), "comments": .optional(link.comments),
            "folderId": .optional(link.folderID), "partnerId": .optional(link.extras.partnerID),
            "createdAt": .time(link.createdAt),
        ]
    }

    /// A region or city, of its country, its region and perhaps its own name.
    private static func place(_ keys: [String]) -> JSONObject? {
        guard keys.count >= 2 else { return nil }
        let place = Click.Place(
            continent: "", country: keys[0], region: keys[1], city: keys.count > 2 ? keys[2] : "*")
        return [
            "country": .string(place.country), "region": .string(place.regionInCountry), "city": .string(place.city),
        ]
    }

    /// Clients refuse the whole answer if there is another one.
    private static let continents: Set = ["AF", "AN", "AS", "EU", "NA", "OC", "SA"]
}

extension AnalyticsRequest {
    /// Whose number the rows are sorted by.
    fileprivate var leadingKind: EventKind {
        switch (event, groupBy) {
        case (.composite, .domains), (.composite, .folders), (.composite, .tags), (.sales, _): .sales
        case (.clicks, _), (.composite, _): .clicks
        case (.leads, _): .leads
        }
    }
}

extension EventNumbers {
    /// What rows are sorted by: the number of events, but the amount of sales.
    fileprivate func size(_ kind: EventKind) -> Int {
        switch kind {
        case .clicks: clicks
        case .leads: leads
        case .sales: saleAmount
        }
    }
}
