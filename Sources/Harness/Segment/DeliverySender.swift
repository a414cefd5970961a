internal import AsyncHTTPClient
internal import EventStore
internal import Segment
internal import ServiceLifecycle
internal import Synchronization

/// Sends deliveries to Dub as soon as they are due, and keeps what came of each request.
///
/// Deliveries are rows: one that is under way when the harness stops stays pending, and is sent after the next start.
final class DeliverySender: Service {
    private let service: SegmentService
    private let target: @Sendable () -> DubTarget
    private let underWay = Mutex<Set<Int64>>([])

    /// How many are under way at once.
    private static let most = 16
    /// How long is waited while something is due that cannot be sent, or the data file cannot be read.
    private static let pause = Duration.seconds(1)

    /// - Parameter target: where to, which is known for certain once the harness listens.
    init(service: SegmentService, target: @escaping @Sendable () -> DubTarget) {
        self.service = service
        self.target = target
    }

    /// Sends until the harness stops, which cuts off what is under way.
    func run() async throws {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        await cancelWhenGracefulShutdown { [self] in
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    let round = service.changes.round
                    let found = await due()
                    for delivery in found.deliveries where start(delivery) {
                        group.addTask { [self] in await run(delivery, with: client) }
                    }
                    guard let wait = found.wait else {
                        await service.changes.wait(after: round)
                        continue
                    }
                    _ = await service.changes.wait(after: round, atMost: wait)
                }
            }
        }
        try await client.shutdown()
    }

    /// What is due now, and how long it takes until something is; nil where nothing is pending.
    private func due() async -> (deliveries: [Segment.Delivery], wait: Duration?) {
        let now = service.now
        let found = try? await service.workspace.store.read { store in
            // Twice as many as can be sent, because as many may be under way, and are still due.
            (try store.dueDeliveries(at: now, limit: 2 * Self.most), try store.nextDelivery())
        }
        guard let (deliveries, next) = found else { return ([], Self.pause) }
        let wait = next.map { Duration.milliseconds($0.milliseconds - now.milliseconds) }
        return (deliveries, wait.map { $0 > .zero ? $0 : Self.pause })
    }

    private func start(_ delivery: Segment.Delivery) -> Bool {
        underWay.withLock { $0.count < Self.most && $0.insert(delivery.number).inserted }
    }

    private func run(_ delivery: Segment.Delivery, with client: HTTPClient) async {
        let isNoted = await send(delivery, with: client)
        underWay.withLock { _ = $0.remove(delivery.number) }
        // What could not be noted is still due: it must wait, or it would be sent again and again.
        if isNoted { service.changes.fire() }
    }

    /// Sends a delivery once, and notes what came of it.
    ///
    /// - Returns: whether it was noted.
    private func send(_ delivery: Segment.Delivery, with client: HTTPClient) async -> Bool {
        do {
            let store = service.workspace.store
            let destination = try await store.read { try $0.destinations().first { $0.id == delivery.destinationID } }
            guard let request = delivery.request, let key = destination?.destination.settings.apiKey else {
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
