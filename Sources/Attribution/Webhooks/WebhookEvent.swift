/// What webhooks can be told of (`dub-api.md`, 17.2).
public enum WebhookEvent: String, Sendable, Hashable, CaseIterable, Codable {
    /// A link was created; not said of those that are created in bulk.
    case linkCreated = "link.created"
    /// A link was changed.
    case linkUpdated = "link.updated"
    /// A link was taken away.
    case linkDeleted = "link.deleted"
    /// A click was recorded.
    case linkClicked = "link.clicked"
    /// A lead was recorded, whatever its quantity.
    case leadCreated = "lead.created"
    /// A sale was recorded.
    case saleCreated = "sale.created"
}
