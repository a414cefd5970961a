internal import Attribution
internal import EventStore
internal import Hummingbird
internal import JSON
internal import Segment

/// `/_dubcheck/deliveries`: what became of the events that came in.
struct DeliveryRoutes: Sendable {
    typealias Context = HarnessContext

    let service: SegmentService

    /// How many entries are listed at most, and without a wish.
    private static let limits = (most: 1_000, usual: 20)
    /// The longest wait for an entry, in seconds.
    private static let longestWait = 60

    func add(to routes: RouteCollection<Context>) {
        routes
            .get("/_dubcheck/deliveries") { request, _ in try await list(Wish(request.queryFields)) }
            .post("/_dubcheck/deliveries/{number}/retry") { _, context in
                let text = context.part("number")
                guard let number = Int64(text) else { throw Self.notFound(text) }
                let time = service.now
                let entry = try await service.workspace.store.write { store -> JSONValue in
                    guard var delivery: Segment.Delivery = try store.delivery(number: number) else {
                        throw Self.notFound(text)
                    }
                    guard delivery.request != nil else {
                        throw APIError(
                            .unprocessableEntity,
                            "Delivery \(number) has nothing to send: mend the subscription, and send the event again.")
                    }
                    delivery.state = .pending(at: time)
                    try store.update(delivery)
                    guard let event = try store.receivedEvent(number: delivery.event) else { return .null }
                    return try Self.shown(event, in: store)
                }
                service.changes.fire()
                return APIReply(entry)
            }
    }

    /// The entry of a message, as soon as no more becomes of it, but after some seconds at the latest.
    func entry(messageID: String) async throws -> JSONValue? {
        var wish = Wish()
        (wish.messageID, wish.wait) = (messageID, .seconds(5))
        return try await list(wish).body["entries"].array?.first
    }

    /// Which entries are wanted.
    private struct Wish: Sendable {
        var after: Int64?
        var before: Int64?
        var limit = limits.usual
        var messageID: String?
        var wait = Duration.zero

        init() {}

        init(_ fields: RequestFields) throws {
            after = try fields.wholeNumber("after", 0...Int.max).map(Int64.init)
            before = try fields.wholeNumber("before", 0...Int.max).map(Int64.init)
            limit = try fields.wholeNumber("limit", 1...limits.most) ?? limits.usual
            messageID = try fields.optionalText("messageId")
            wait = .seconds(try fields.wholeNumber("wait", 0...longestWait) ?? 0)
        }
    }

    /// The entries, as soon as there are any; an event that is asked for by its id counts once it is at its end.
    private func list(_ wish: Wish) async throws -> APIReply {
        let end = ContinuousClock.now + wish.wait
        while true {
            let round = service.changes.round
            let (entries, last, isOver) = try await service.workspace.store.read { try Self.entries(wish, in: $0) }
            let left = end - .now
            if isOver || left <= .zero || service.workspace.isStopping {
                return APIReply(["entries": .array(entries), "last": .integer(Int(last))])
            }
            _ = await service.changes.wait(after: round, atMost: left)
        }
    }

    private static func entries(
        _ wish: Wish, in store: StoreTransaction
    ) throws -> (entries: [JSONValue], last: Int64, isOver: Bool) {
        let events =
            if let id = wish.messageID, let after = wish.after {
                try store.receivedEvents(messageID: id, after: after, limit: wish.limit)
            } else if let id = wish.messageID {
                try store.receivedEvent(messageID: id).map { [$0] } ?? []
            } else if let after = wish.after {
                try store.receivedEvents(after: after, limit: wish.limit)
            } else {
                Array(try store.latestEvents(before: wish.before, limit: wish.limit).reversed())
            }
        let entries = try events.map { try shown($0, in: store) }
        let isOver =
            !entries.isEmpty
            && (wish.messageID == nil || !["pending", "retrying"].contains(entries[0]["outcome"].string))
        return (entries, events.last?.number ?? wish.after ?? 0, isOver)
    }

    private static func shown(_ event: ReceivedEvent, in store: StoreTransaction) throws -> JSONValue {
        try DeliveryView(
            event: event, deliveries: try store.deliveries(ofEvent: event.number),
            destinations: try store.destinations(),
            facts: EventFacts(event: event.json, time: event.receivedAt, store: store)
        ).json()
    }

    private static func notFound(_ number: String) -> APIError {
        APIError(.notFound, "Delivery \(number.prefix(40)) not found.")
    }
}
