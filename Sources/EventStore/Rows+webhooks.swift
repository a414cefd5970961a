import Attribution

extension Webhook {
    init(row: Columns) throws {
        self.init(
            id: row[WebhookColumn.id], url: row[WebhookColumn.url], secret: row[WebhookColumn.secret],
            events: try JSONText.read(row[WebhookColumn.events]),
            createdAt: Timestamp(milliseconds: row[WebhookColumn.createdAt]))
        linkIDs = try JSONText.read(row[WebhookColumn.linkIDs])
        folderIDs = try JSONText.read(row[WebhookColumn.folderIDs])
        isEnabled = row[WebhookColumn.isEnabled]
        consecutiveFailures = row[WebhookColumn.consecutiveFailures]
    }

    /// The values of its columns, in their order.
    var arguments: [any Argument] {
        get throws {
            [
                id, url, secret, try JSONText.of(events), try JSONText.of(linkIDs), try JSONText.of(folderIDs),
                isEnabled, consecutiveFailures, createdAt.milliseconds,
            ]
        }
    }
}

extension Delivery {
    /// A row of ``Queries/deliveries``.
    init(row: Columns) throws {
        let name: String = row[DeliveryColumn.event]
        guard let event = WebhookEvent(rawValue: name), let state = State(rawValue: row[DeliveryColumn.state]) else {
            throw UnknownValue(text: name)
        }
        self.init(
            webhookID: row[DeliveryColumn.webhookID], eventID: row[DeliveryColumn.eventID], event: event,
            body: row[DeliveryColumn.body], createdAt: Timestamp(milliseconds: row[DeliveryColumn.createdAt]))
        self.state = state
        number = row[DeliveryColumn.allCases.count]
        attempts = row[DeliveryColumn.attempts]
        nextAttemptAt = row.time(DeliveryColumn.nextAttemptAt)
        lastStatus = row[DeliveryColumn.lastStatus]
        lastError = row[DeliveryColumn.lastError]
        responseExcerpt = row[DeliveryColumn.response]
        deliveredAt = row.time(DeliveryColumn.deliveredAt)
    }

    /// The values of its columns, in their order.
    var arguments: [any Argument] {
        [
            webhookID, eventID, event.rawValue, body, state.rawValue, attempts, nextAttemptAt?.milliseconds,
            lastStatus, lastError, responseExcerpt, createdAt.milliseconds, deliveredAt?.milliseconds,
        ]
    }
}
