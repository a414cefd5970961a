package import Attribution

extension MemoryStore: WebhookTransaction {
    package func webhooks() -> [Webhook] { webhookList.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) } }

    package mutating func insert(_ webhook: Webhook) { webhookList.append(webhook) }

    package mutating func update(_ webhook: Webhook) {
        if let index = webhookList.firstIndex(where: { $0.id == webhook.id }) { webhookList[index] = webhook }
    }

    package mutating func deleteWebhook(id: String) {
        webhookList.removeAll { $0.id == id }
        deliveryList.removeAll { $0.webhookID == id }
    }

    package func delivery(number: Int64) -> Delivery? { deliveryList.first { $0.number == number } }

    package func deliveries(webhookID: String, limit: Int) -> [Delivery] {
        Array(deliveryList.filter { $0.webhookID == webhookID }.reversed().prefix(limit))
    }

    package func dueDeliveries(at now: Timestamp, limit: Int) -> [Delivery] {
        Array(pending.filter { $0.time <= now }.map(\.delivery).prefix(limit))
    }

    package func nextDue() -> Timestamp? { pending.first?.time }

    package mutating func insert(_ delivery: Delivery) {
        var stored = delivery
        stored.number = (deliveryList.last?.number ?? 0) + 1
        deliveryList.append(stored)
    }

    package mutating func update(_ delivery: Delivery) {
        if let index = deliveryList.firstIndex(where: { $0.number == delivery.number }) {
            deliveryList[index] = delivery
        }
    }

    package mutating func trimDeliveries(keeping count: Int) {
        let kept = Set(deliveryList.filter { $0.state != .pending }.map(\.number).suffix(count))
        deliveryList.removeAll { $0.state != .pending && !kept.contains($0.number) }
    }

    private var pending: [(time: Timestamp, delivery: Delivery)] {
        deliveryList.filter { $0.state == .pending }.compactMap { delivery in
            delivery.nextAttemptAt.map { ($0, delivery) }
        }.sorted { ($0.time, $0.delivery.number) < ($1.time, $1.delivery.number) }
    }
}

extension MemoryStore {
    /// Adds a webhook for some events.
    @discardableResult
    package mutating func addWebhook(_ events: [WebhookEvent], linkIDs: [String] = []) -> Webhook {
        var webhook = Webhook(
            id: "wh_\(webhookList.count + 1)", url: "http://localhost:3000/hook",
            secret: "whsec_0123456789abcdef0123456789abcdef", events: events,
            createdAt: MemoryStore.start + .seconds(webhookList.count))
        webhook.linkIDs = linkIDs
        webhookList.append(webhook)
        return webhook
    }
}
