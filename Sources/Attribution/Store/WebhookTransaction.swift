/// What the rules of webhooks read and write besides (`dub-api.md`, 17).
///
/// A store has the webhooks of one workspace.
public protocol WebhookTransaction: CustomerTransaction {
    /// All webhooks, by their time of creation and their ids.
    func webhooks() throws -> [Webhook]
    /// Stores a new webhook.
    mutating func insert(_ webhook: Webhook) throws
    /// Stores a changed webhook, found by its id; one that is not there any more stays away.
    mutating func update(_ webhook: Webhook) throws
    /// Takes a webhook away, with its deliveries.
    mutating func deleteWebhook(id: String) throws

    /// The delivery of the number.
    func delivery(number: Int64) throws -> Delivery?
    /// The latest deliveries to a webhook, the latest first.
    func deliveries(webhookID: String, limit: Int) throws -> [Delivery]
    /// The pending deliveries whose time has come, by that time and their numbers.
    func dueDeliveries(at now: Timestamp, limit: Int) throws -> [Delivery]
    /// The earliest time at which a pending delivery is due, whether it has come or not; nil without any.
    func nextDue() throws -> Timestamp?
    /// Stores a new delivery under a number of the store's own; the one that it has does not count.
    mutating func insert(_ delivery: Delivery) throws
    /// Stores a changed delivery, found by its number; one that is not there any more stays away.
    mutating func update(_ delivery: Delivery) throws
    /// Takes away all deliveries that are not pending, but for so many of the newest of them.
    mutating func trimDeliveries(keeping count: Int) throws
}
