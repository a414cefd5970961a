internal import AsyncHTTPClient
internal import Attribution
internal import EventStore
internal import ServiceLifecycle
internal import Synchronization

/// Sends what is on its way to webhooks as soon as it is due, and keeps what came of it.
///
/// It forgets nothing, because deliveries are rows: one that is under way when the harness stops stays pending, and is sent
/// after the next start. So a receiver may get an event twice, as it may from upstream.
final class WebhookSender: Service {
    /// Whether events may be sent to other machines.
    let allowsForeignHosts: Bool

    private let service: WorkspaceService
    private let underWay = Mutex<Set<Int64>>([])

    /// How many deliveries are under way at once.
    private static let most = 8
    /// How long is waited while something is due that cannot be sent yet.
    private static let pause = Duration.seconds(1)

    init(service: WorkspaceService, allowsForeignHosts: Bool) {
        self.service = service
        self.allowsForeignHosts = allowsForeignHosts
    }

    /// Sends until the harness stops, which cuts off what is under way.
    func run() async throws {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: WebhookPost.configuration)
        await cancelWhenGracefulShutdown { [self] in
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    let round = service.posts.round
                    let found = await due()
                    for errand in found.errands where start(errand) {
                        group.addTask { [self] in await run(errand, with: client) }
                    }
                    await rest(for: found.time, after: round)
                }
            }
        }
        try await client.shutdown()
    }

    /// A delivery and where it goes.
    private struct Errand: Sendable {
        var delivery: Delivery
        var webhook: Webhook
    }

    /// What is due now, and how long it takes until there is something to do again; nil where
    /// that is not known.
    private func due() async -> (errands: [Errand], time: Duration?) {
        let now = service.clock.now
        let found = try? await service.store.read { store -> (errands: [Errand], next: Timestamp?) in
            // Twice as many as can be sent, because as many may be under way, and are still due.
            let errands = try store.dueDeliveries(at: now, limit: 2 * Self.most).compactMap { delivery in
                try store.webhook(id: delivery.webhookID).map { Errand(delivery: delivery, webhook: $0) }
            }
            return (errands, try store.nextDue())
        }
        // A data file that cannot be read now may be readable later.
        guard let found else { return ([], Self.pause) }
        let wait = found.next.map { Duration.milliseconds($0.milliseconds - now.milliseconds) }
        return (found.errands, wait.map { $0 > .zero ? $0 : Self.pause })
    }

    /// Whether a delivery can be sent now: it is not under way, nor are too many others.
    private func start(_ errand: Errand) -> Bool {
        underWay.withLock { $0.count < Self.most && $0.insert(errand.delivery.number).inserted }
    }

    private func run(_ errand: Errand, with client: HTTPClient) async {
        let isNoted = await send(errand, with: client)
        underWay.withLock { _ = $0.remove(errand.delivery.number) }
        // What could not be noted is still due: it must wait, or it would be sent again and again.
        if isNoted { service.posts.fire() }
    }

    /// Sends a delivery, and keeps what came of it.
    ///
    /// - Returns: whether it was kept.
    private func send(_ errand: Errand, with client: HTTPClient) async -> Bool {
        let number = errand.delivery.number
        do {
            if let reason = refusal(of: errand.webhook) {
                let rules = service.webhookRules
                try await service.store.write { try rules.giveUp(number, because: reason, in: &$0) }
                return true
            }
            let attempt = await WebhookPost(errand.delivery, to: errand.webhook).send(with: client)
            // The end of the harness is nobody's failure.
            if Task.isCancelled, !attempt.isSuccess { return false }
            let rules = service.webhookRules
            let notes = try await service.store.write { try rules.note(attempt, of: number, in: &$0) }
            for note in notes { service.tell(note) }
            return true
        } catch {
            return false
        }
    }

    /// Why nothing is sent to a webhook; nil where it is.
    private func refusal(of webhook: Webhook) -> String? {
        guard webhook.isEnabled else { return "The webhook was switched off after too many failures." }
        guard let target = WebhookTarget(webhook.url) else { return "The webhook has no URL of http or https." }
        // It may be from a run in which other hosts were allowed.
        return allowsForeignHosts || target.isHere ? nil : "\(target.refusal)."
    }

    /// Returns when a time is over, or something has happened since a round.
    private func rest(for time: Duration?, after round: Int) async {
        guard let time else { return await service.posts.wait(after: round) }
        _ = await service.posts.wait(after: round, atMost: time)
    }
}
