/// How webhooks come to be, and how they are told of events (`dub-api.md`, 17).
public struct WebhookRules: Sendable {
    /// The time of the request.
    public var now: Timestamp
    /// Makes ids.
    public var ids: IDMaker

    /// Rules for one request.
    public init(now: Timestamp, ids: IDMaker = IDMaker()) {
        self.now = now
        self.ids = ids
    }

    /// All webhooks, the oldest first.
    public func list(in store: some WebhookTransaction) throws -> Outcome<[Webhook]> {
        Outcome(.success(try store.webhooks()))
    }

    /// Adds a webhook.
    public func create(_ request: WebhookRequest, in store: inout some WebhookTransaction) throws -> Outcome<Webhook> {
        var webhook = Webhook(
            id: ids.sortable("wh_", at: now), url: request.url, secret: request.secret ?? ids.webhookSecret(),
            events: request.events, createdAt: now)
        webhook.linkIDs = request.linkIDs
        webhook.folderIDs = request.folderIDs
        try store.insert(webhook)
        return Outcome(.success(webhook))
    }

    /// Takes a webhook away with its log, and answers with what it was.
    public func delete(_ id: String, in store: inout some WebhookTransaction) throws -> Outcome<Webhook> {
        try Outcome {
            let webhook = try found(id, in: store)
            try store.deleteWebhook(id: id)
            return webhook
        }
    }

    /// The latest deliveries to a webhook, the latest first.
    public func deliveries(
        to id: String, limit: Int, in store: some WebhookTransaction
    ) throws -> Outcome<[Delivery]> {
        try Outcome { try store.deliveries(webhookID: found(id, in: store).id, limit: limit) }
    }

    /// Sends an event again at once, whatever became of it; a webhook that was switched off is switched on.
    public func sendAgain(_ number: Int64, in store: inout some WebhookTransaction) throws -> Outcome<Delivery> {
        try Outcome {
            guard var delivery = try store.delivery(number: number) else {
                throw APIError(.notFound, "Delivery \(number) not found.")
            }
            var webhook = try found(delivery.webhookID, in: store)
            if !webhook.isEnabled {
                (webhook.isEnabled, webhook.consecutiveFailures) = (true, 0)
                try store.update(webhook)
            }
            delivery.sendAgain(at: now)
            try store.update(delivery)
            return delivery
        }
    }

    /// Puts events on their way to the webhooks that want to be told of them.
    ///
    /// - Returns: how many deliveries that makes.
    @discardableResult
    public func tell(
        _ payloads: [WebhookPayload], form: AnswerForm, in store: inout some WebhookTransaction
    ) throws -> Int {
        guard !payloads.isEmpty else { return 0 }
        let webhooks = try store.webhooks()
        var count = 0
        for payload in payloads {
            let receivers = webhooks.filter { $0.wants(payload.event, of: payload.link) }
            guard !receivers.isEmpty else { continue }
            let id = ids.webhookEventID()
            let body = form.body(of: payload, id: id, at: now)
            for webhook in receivers {
                try store.insert(
                    Delivery(webhookID: webhook.id, eventID: id, event: payload.event, body: body, createdAt: now))
            }
            count += receivers.count
        }
        return count
    }

    /// Puts what a transaction has recorded on its way to the webhooks that want to be told of it.
    ///
    /// - Returns: how many deliveries that makes.
    @discardableResult
    public func tell(
        _ recorded: RecordedEvents, form: AnswerForm, in store: inout some WebhookTransaction
    ) throws -> Int {
        guard !recorded.events.isEmpty else { return 0 }
        let wanted = Set(try store.webhooks().filter(\.isEnabled).flatMap(\.events))
        return try tell(try recorded.payloads(wanted, in: store), form: form, in: &store)
    }

    /// Takes note of what came of sending a delivery once.
    ///
    /// What was taken away meanwhile stays away.
    ///
    /// - Returns: what the developer should know of it.
    public func note(
        _ attempt: Delivery.Attempt, of number: Int64, in store: inout some WebhookTransaction
    ) throws -> [Note] {
        guard var delivery = try store.delivery(number: number),
            var webhook = try store.webhooks().first(where: { $0.id == delivery.webhookID })
        else { return [] }
        let wasEnabled = webhook.isEnabled
        webhook.note(success: attempt.isSuccess)
        delivery.note(attempt, at: now)
        try store.update(webhook)
        try settle(delivery, in: &store)
        return wasEnabled && !webhook.isEnabled ? [.webhookSwitchedOff(url: webhook.url)] : []
    }

    /// Takes note that a delivery is not sent, and never will be by itself.
    public func giveUp(_ number: Int64, because reason: String, in store: inout some WebhookTransaction) throws {
        guard var delivery = try store.delivery(number: number) else { return }
        delivery.giveUp(reason)
        try settle(delivery, in: &store)
    }

    /// Stores how a delivery stands now, and takes away the oldest ones if this is the last of so many.
    private func settle(_ delivery: Delivery, in store: inout some WebhookTransaction) throws {
        try store.update(delivery)
        guard delivery.state != .pending, delivery.number.isMultiple(of: Delivery.trimInterval) else { return }
        try store.trimDeliveries(keeping: Delivery.kept)
    }

    private func found(_ id: String, in store: some WebhookTransaction) throws -> Webhook {
        guard let webhook = try store.webhooks().first(where: { $0.id == id }) else {
            throw APIError(.notFound, "Webhook not found.")
        }
        return webhook
    }
}

extension IDMaker {
    /// `whsec_` and 32 hex digits.
    func webhookSecret() -> String {
        "whsec_" + (0..<32).map { _ in String(drawn(below: 16), radix: 16) }.joined()
    }

    /// `evt_` and 25 letters and digits.
    func webhookEventID() -> String {
        "evt_" + alphanumeric(25)
    }
}
