/// An address that is told of events (`dub-api.md`, 17).
public struct Webhook: Sendable, Hashable {
    /// `wh_` and 25 characters.
    public var id: String
    /// Where events are sent to.
    public var url: String
    /// What its deliveries are signed with: `whsec_` and 32 hex digits, unless another one was wished for.
    public var secret: String
    /// What it is told of.
    public var events: [WebhookEvent]
    /// The links whose clicks it is told of, beside those in its folders; those of all links where it names neither.
    public var linkIDs: [String] = []
    /// The folders of whose links it is told the clicks.
    public var folderIDs: [String] = []
    /// Whether it is told of anything.
    public var isEnabled = true
    /// How often in a row an event could not be delivered.
    public var consecutiveFailures = 0
    /// When it was added.
    public var createdAt: Timestamp

    /// After how many failures in a row it is switched off.
    public static let mostFailures = 20

    /// A webhook as it is when new.
    public init(id: String, url: String, secret: String, events: [WebhookEvent], createdAt: Timestamp) {
        self.id = id
        self.url = url
        self.secret = secret
        self.events = events
        self.createdAt = createdAt
    }

    /// Whether it is told of an event of a link.
    ///
    /// Only clicks are narrowed down to links, by its own lists or by the link's; leads, sales and changes of links are
    /// the whole workspace's, as upstream has it.
    public func wants(_ event: WebhookEvent, of link: Link) -> Bool {
        guard isEnabled, events.contains(event) else { return false }
        guard event == .linkClicked, !linkIDs.isEmpty || !folderIDs.isEmpty else { return true }
        return linkIDs.contains(link.id) || link.folderID.map(folderIDs.contains) == true
            || link.extras.webhookIDs.contains(id)
    }

    /// Takes note of how an attempt went: a success is a new start, the last of too many failures switches it off.
    mutating func note(success: Bool) {
        consecutiveFailures = success ? 0 : consecutiveFailures + 1
        if consecutiveFailures >= Self.mostFailures { isEnabled = false }
    }
}
