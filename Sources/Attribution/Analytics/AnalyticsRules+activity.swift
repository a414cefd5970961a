public import JSON

extension AnalyticsRules {
    /// All events of one customer, the newest first (`dub-api.md`, 16.2).
    public func activity(
        of customer: Customer, in store: some AnalyticsTransaction
    ) throws -> Outcome<JSONValue> {
        var filter = EventFilter()
        filter.customerID = customer.id
        let always = Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max)
        var rows: [EventRow] = []
        for kind in EventKind.allCases {
            rows += try store.events(
                EventSelection(kind, in: always, where: filter), isAscending: false, limit: Self.mostOfActivity,
                offset: 0)
        }
        let events = rows.sorted { $0.timestamp > $1.timestamp }.prefix(Self.mostOfActivity)
            .compactMap(form.eventRow)
            .map { row -> JSONValue in
                var event = row
                event["customer"] = .none
                return .object(event)
            }
        let link = try customer.linkID.flatMap { try store.link(id: $0) }.map { link -> JSONValue in
            [
                "id": .string(link.id), "domain": .string(link.domain), "key": .string(link.key.text),
                "shortLink": .string(form.shortLink(link)),
            ]
        }
        return Outcome(.success(["events": .array(events), "link": link ?? .null]))
    }

    private static var mostOfActivity: Int { 1_000 }
}
