internal import EventStore
internal import JSON
internal import Segment

/// A call's events on their way into the store, with where each of them goes.
struct Arrival: Sendable {
    /// What a destination makes of an event.
    struct Route: Sendable {
        let destinationID: String
        let route: EventRoute

        init(destinationID: String, _ route: EventRoute) {
            self.destinationID = destinationID
            self.route = route
        }
    }

    /// How many events come in between two clearances, which go through the whole log.
    private static let trimInterval: Int64 = 20_000

    private let reception: Reception
    private let targets: [String: [Route]]
    private let receivedAt: EventTime

    /// - Parameter targets: the routes of each event, by its `messageId`.
    init(_ reception: Reception, targets: [String: [Route]], at receivedAt: EventTime) {
        self.reception = reception
        self.targets = targets
        self.receivedAt = receivedAt
    }

    /// Stores all of them, and what is to be sent.
    ///
    /// - Returns: what the developer should be told.
    func keep(in store: inout StoreTransaction) throws -> [String] {
        let (fresh, duplicates) = try DuplicateRule.split(reception.events, in: &store)
        var said: [String] = []
        for event in fresh { said += try keep(event, in: &store) }
        for duplicate in duplicates {
            try store.add(received(duplicate.event, .duplicate(firstSeen: duplicate.firstSeen)))
            said.append(
                "DROPPED as a duplicate: the messageId '\(duplicate.event.messageID)' was seen at "
                    + "\(duplicate.firstSeen.text)")
        }
        for discard in reception.discards {
            try store.add(
                ReceivedEvent(
                    writeKey: reception.writeKey ?? "", receivedAt: receivedAt,
                    kind: discard.json["type"].string.flatMap(EventKind.init),
                    messageID: discard.json["messageId"].string ?? "", json: discard.json,
                    state: .discarded(discard.code, reason: discard.reason), warnings: warnings))
            said.append("NOT KEPT (\(discard.code.rawValue)): \(discard.reason)")
        }
        return said
    }

    /// Takes away what is too old to be looked at, every so many events.
    private func trim(_ store: inout StoreTransaction, after number: Int64) throws {
        guard number.isMultiple(of: Self.trimInterval) else { return }
        try store.trimEvents()
        try store.forgetMessages(endedBy: receivedAt)
    }

    private func keep(_ event: SegmentEvent, in store: inout StoreTransaction) throws -> [String] {
        let routes = targets[event.messageID] ?? []
        let number = try store.add(received(event, Self.state(routes)))
        try trim(&store, after: number)
        var said: [String] = []
        for target in routes {
            for step in target.route.taken {
                let delivery = Self.delivery(of: number, to: target.destinationID, step, at: receivedAt)
                try store.add(delivery)
                if case .rejected(_, let message) = delivery.state {
                    said.append(
                        "REJECTED at '\(step.subscription.subscription.name)', nothing reaches Dub: \(message) "
                            + "See `dubcheck deliveries`.")
                }
            }
        }
        return said
    }

    private func received(_ event: SegmentEvent, _ state: ReceivedEvent.State) -> ReceivedEvent {
        ReceivedEvent(
            writeKey: reception.writeKey ?? "", receivedAt: event.receivedAt, kind: event.kind,
            messageID: event.messageID, json: event.json, state: state, warnings: warnings)
    }

    private var warnings: [String] { reception.warnings.map(\.description) }

    private static func state(_ routes: [Route]) -> ReceivedEvent.State {
        if routes.contains(where: { $0.route.filter == nil }) { return .routed }
        // The destination that says most of why: one that is on, if there is any.
        let filter = routes.compactMap(\.route.filter).first { $0 != .disabled } ?? routes.first?.route.filter
        guard let filter else { return .filtered(code: .none, reason: "there is no destination") }
        return .filtered(code: filter.code, reason: filter.reason)
    }

    private static func delivery(
        of event: Int64, to destinationID: String, _ step: EventRoute.Step, at time: EventTime
    ) -> Segment.Delivery {
        let subscription = step.subscription.subscription
        guard let request = step.decision.request else {
            return Segment.Delivery(
                event: event, destinationID: destinationID, subscription: subscription, request: nil,
                state: .rejected(code: step.decision.code ?? "", message: step.decision.message ?? ""))
        }
        guard (try? JSONValue(json: request.bytes)) != nil else {
            // It could be stored and never be read again.
            return Segment.Delivery(
                event: event, destinationID: destinationID, subscription: subscription, request: nil,
                state: .rejected(code: Rejection.code, message: "The mapped fields are nested too deeply."))
        }
        return Segment.Delivery(
            event: event, destinationID: destinationID, subscription: subscription,
            request: Segment.Delivery.Request(path: request.path, body: .object(request.body)),
            state: .pending(at: time))
    }
}
