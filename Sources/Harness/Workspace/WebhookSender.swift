internal import AsyncHTTPClient
internal import Attribution
internal import EventStore
internal import ServiceLifecycle

/// Sends what is on its way to webhooks as soon as it is due, and keeps what came of it.
///
/// What is cut off by the end of the harness is sent after the next start; so a receiver may get an event twice, as it may
/// from upstream.
struct WebhookSender: Service {
    private let service: WorkspaceService
    private let hosts: HostAllowance

    /// How many deliveries are under way at once.
    private static let most = 8

    /// - Parameter hosts: the hosts that events may be sent to.
    init(service: WorkspaceService, hosts: HostAllowance) {
        self.service = service
        self.hosts = hosts
    }

    /// Whether events may be sent somewhere.
    func allows(_ target: WebhookTarget) -> Bool { hosts.covers(target.host) }

    /// Sends until the harness stops.
    func run() async throws {
        try await Outbox(signal: service.posts, most: Self.most, due: due, send: send)
            .run(.once(connectingWithin: 5))
    }

    /// A delivery and where it goes.
    private struct Errand: Sendable {
        var delivery: Delivery
        var webhook: Webhook
    }

    private func due(_ limit: Int) async throws -> Outbox<Errand>.Found {
        let now = service.clock.now
        return try await service.store.read { store in
            let errands = try store.dueDeliveries(at: now, limit: limit).compactMap { delivery in
                try store.webhook(id: delivery.webhookID).map { Errand(delivery: delivery, webhook: $0) }
            }
            let next = try store.nextDue().map { Duration.milliseconds($0.milliseconds - now.milliseconds) }
            return (errands.map { ($0.delivery.number, $0) }, next)
        }
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
        return allows(target) ? nil : "\(target.refusal)."
    }
}
