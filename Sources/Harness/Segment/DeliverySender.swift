internal import AsyncHTTPClient
internal import EventStore
internal import Segment
internal import ServiceLifecycle

/// Sends deliveries to Dub as soon as they are due, and keeps what came of each request.
struct DeliverySender: Service {
    private let service: SegmentService
    private let target: @Sendable () -> DubTarget

    /// How many are under way at once.
    private static let most = 16

    /// - Parameter target: where to, which is known for certain once the harness listens.
    init(service: SegmentService, target: @escaping @Sendable () -> DubTarget) {
        self.service = service
        self.target = target
    }

    /// Sends until the harness stops.
    func run() async throws {
        try await Outbox(signal: service.changes, most: Self.most, due: due, send: send)
            .run(.once(connectingWithin: DubDestination.timeout))
    }

    private func due(_ limit: Int) async throws -> Outbox<Segment.Delivery>.Found {
        let now = service.now
        return try await service.workspace.store.read { store in
            let deliveries: [Segment.Delivery] = try store.dueDeliveries(at: now, limit: limit)
            let next = try store.nextDelivery().map { Duration.milliseconds($0.milliseconds - now.milliseconds) }
            return (deliveries.map { ($0.number, $0) }, next)
        }
    }

    /// Sends a delivery once, and notes what came of it.
    ///
    /// - Returns: whether it was noted.
    private func send(_ delivery: Segment.Delivery, with client: HTTPClient) async -> Bool {
        do {
            let store = service.workspace.store
            guard let request = delivery.request, let key = service.apiKey(of: delivery.destinationID) else {
                return try await give(up: delivery, because: "Its destination is gone, or has no API key.")
            }
            let answer = await target().send(request, key: key, now: service.now, with: client)
            // The end of the harness is nobody's failure.
            if Task.isCancelled, answer.outcome.status == nil { return false }
            let now = service.now
            let attempt = Segment.Delivery.Attempt(
                time: now, status: answer.outcome.status, code: answer.outcome.code, text: answer.text)
            let noted = try await store.write { store -> Segment.Delivery? in
                guard var delivery: Segment.Delivery = try store.delivery(number: delivery.number) else { return nil }
                delivery.note(attempt, answer.outcome, retryAfter: answer.retryAfter)
                try store.update(delivery)
                return delivery
            }
            if let noted { tell(noted, attempt) }
            return true
        } catch {
            return false
        }
    }

    private func give(up delivery: Segment.Delivery, because reason: String) async throws -> Bool {
        var delivery = delivery
        delivery.state = .rejected(code: "INVALID_SETTINGS", message: reason)
        try await service.workspace.store.write { [delivery] in try $0.update(delivery) }
        return true
    }

    private func tell(_ delivery: Segment.Delivery, _ attempt: Segment.Delivery.Attempt) {
        guard let code = attempt.code else { return }
        let what = "\(delivery.request?.path ?? "") of '\(delivery.subscription.name)'"
        switch delivery.state {
        case .pending(let time): service.workspace.say("segment: \(what): \(code), again at \(time.text)")
        case .failed: service.workspace.say("segment: FAILED: \(what): \(code): \(attempt.text.prefix(300))")
        case .success, .rejected: break
        }
    }
}

extension Segment.Delivery {
    /// Notes a request, and whether and when there will be another one.
    mutating func note(_ attempt: Attempt, _ outcome: DeliveryOutcome, retryAfter: Int?) {
        attempts.append(attempt)
        switch outcome.outcome {
        case .delivered: state = .success
        case .failed: state = .failed
        case .retried:
            let delay = DeliveryRetry.delay(afterAttempt: attempts.count, retryAfter: retryAfter)
            state =
                delay.map { .pending(at: EventTime(milliseconds: attempt.time.milliseconds + Int64($0) * 1_000)) }
                ?? .failed
        }
    }
}
