internal import Attribution
internal import EventStore
internal import JSON
internal import Segment

extension SegmentCatalogue {
    /// What the destinations would make of an event, which is the whole body or `{"event", "cookie"?,
    /// "subscription"?, "destinationId"?}`.
    ///
    /// With the cookies of a page, the event is first what the browser plugin makes of it (`segment.md`, 4.6).
    func preview(_ body: JSONValue, in store: StoreTransaction) throws -> JSONValue {
        let isWrapped = body["event"].object != nil
        var event = isWrapped ? body["event"] : body
        guard event.object != nil else { throw Self.unprocessable("An event is a JSON object.") }
        var answer = JSONObject()
        if isWrapped, !body["cookie"].isNull {
            guard let cookie = body["cookie"].string else {
                throw Self.unprocessable("cookie must be text, as document.cookie has it: dub_id=…; other=…")
            }
            let enriched = BrowserPlugin.enrich(event, cookies: cookie)
            event = enriched.event
            answer["browser"] = [
                "outcome": .string(enriched.outcome.word), "message": .string(enriched.outcome.description),
                "event": event,
            ]
        }
        let facts = EventFacts(event: event, time: EventTime(milliseconds: now.milliseconds), store: store)
        let records = try destinations(of: isWrapped ? body : [:], in: store)
        answer["destinations"] = .array(try records.map { try preview(event, at: $0, facts) })
        return .object(answer)
    }

    /// Those that are asked: all, or the one of an id; with a subscription that is not saved, the first of them with only
    /// that one.
    private func destinations(of body: JSONValue, in store: StoreTransaction) throws -> [DestinationRecord] {
        var records = try store.destinations()
        if let id = body["destinationId"].string { records = [try destination(id, in: store)] }
        guard !body["subscription"].isNull else { return records }
        let draft = try subscription(body["subscription"])
        return records.prefix(1).map { DestinationRecord(id: $0.id, $0.destination, subscriptions: [draft]) }
    }

    private func preview(_ event: JSONValue, at record: DestinationRecord, _ facts: EventFacts) throws -> JSONValue {
        let compiled = record.compiled
        let route = compiled.route(event)
        var object: JSONObject = ["id": .string(record.id), "name": .string(record.destination.name)]
        object["outcome"] = .string(route.filter == nil ? "routed" : "filtered")
        object["code"] = route.filter?.code.map { .string($0) }
        object["reason"] = route.filter.map { .string($0.reason) }
        object["steps"] = .array(try facts.completed(StepView.steps(of: event, at: compiled)).map(\.json))
        return .object(object)
    }
}
