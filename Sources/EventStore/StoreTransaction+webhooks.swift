public import Attribution

extension StoreTransaction: WebhookTransaction {
    /// All webhooks, the oldest first.
    public func webhooks() throws -> [Webhook] {
        try all("SELECT \(WebhookColumn.list) FROM webhook ORDER BY createdAt, id", []) { try Webhook(row: $0) }
    }

    /// The webhook of the id.
    public func webhook(id: String) throws -> Webhook? {
        try first("SELECT \(WebhookColumn.list) FROM webhook WHERE id = ?", [id]) { try Webhook(row: $0) }
    }

    /// Stores a new webhook.
    public mutating func insert(_ webhook: Webhook) throws {
        try run(WebhookColumn.insert(into: "webhook"), try webhook.arguments)
    }

    /// Stores a changed webhook, found by its id.
    public mutating func update(_ webhook: Webhook) throws {
        try run(WebhookColumn.update("webhook"), try webhook.arguments)
    }

    /// Takes a webhook away with its deliveries.
    public mutating func deleteWebhook(id: String) throws {
        try run("DELETE FROM delivery WHERE webhookID = ?", [id])
        try run("DELETE FROM webhook WHERE id = ?", [id])
    }
}

// What is on its way to them.
extension StoreTransaction {
    /// Stores a new delivery.
    public mutating func insert(_ delivery: Delivery) throws {
        try run(DeliveryColumn.insert(into: "delivery"), delivery.arguments)
    }

    /// Stores a changed delivery, found by its number.
    public mutating func update(_ delivery: Delivery) throws {
        try run(
            "UPDATE delivery SET (\(DeliveryColumn.list)) = (\(DeliveryColumn.places)) "
                + "WHERE number = ?\(DeliveryColumn.allCases.count + 1)",
            delivery.arguments + [delivery.number])
    }

    /// Takes away all deliveries that are done, but for so many of the newest of them.
    public mutating func trimDeliveries(keeping count: Int) throws {
        let newest: Int64? = try first(Queries.lastDeliveryToTrim, [Int64(count)]) { $0[0] }
        if let newest { try run(Queries.trimDeliveries, [newest]) }
    }

    /// The delivery of a number.
    public func delivery(number: Int64) throws -> Delivery? {
        try first("\(Queries.deliveries) WHERE number = ?", [number]) { try Delivery(row: $0) }
    }

    /// The newest deliveries to a webhook.
    public func deliveries(webhookID: String, limit: Int) throws -> [Delivery] {
        try all("\(Queries.deliveries) WHERE webhookID = ? ORDER BY number DESC LIMIT ?", [webhookID, limit]) {
            try Delivery(row: $0)
        }
    }

    /// The pending deliveries that may be attempted at a time, those that have waited longest first.
    public func dueDeliveries(at now: Timestamp, limit: Int) throws -> [Delivery] {
        try all(Queries.dueDeliveries, [now.milliseconds, limit]) { try Delivery(row: $0) }
    }

    /// When the next of the pending deliveries may be attempted; nil where none is pending.
    public func nextDue() throws -> Timestamp? {
        let time: Int64?? = try first(Queries.nextDue, []) { $0[0] }
        return (time ?? nil).map { Timestamp(milliseconds: $0) }
    }
}
