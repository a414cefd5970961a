/// A request to add a webhook, read and validated.
///
/// A name is accepted, as upstream asks for one, and not kept.
public struct WebhookRequest: Sendable, Hashable {
    /// Where events are sent to.
    public var url: String
    /// What it is told of.
    public var events: [WebhookEvent]
    /// The links whose clicks it is told of, beside those in its folders; those of all links where it names neither.
    public var linkIDs: [String] = []
    /// The folders of whose links it is told the clicks.
    public var folderIDs: [String] = []
    /// What its deliveries are signed with; nil for a secret that is made.
    public var secret: String?

    private static let longestURL = 2_000
    private static let longestSecret = 100

    /// A request's body.
    ///
    /// - Parameter isAllowed: whether events may be sent somewhere; by itself only to this machine.
    /// - Throws: what the API answers to the first problem.
    public init(
        _ fields: RequestFields, isAllowed: (WebhookTarget) -> Bool = { $0.isHere }
    ) throws(APIError) {
        url = try fields.requiredText("url", most: Self.longestURL)
        guard let target = WebhookTarget(url) else {
            throw .invalid(.invalidFormat, "url", "Invalid URL: it must start with http:// or https://")
        }
        guard isAllowed(target) else { throw .invalid(.custom, "url", target.refusal) }
        events = try Self.events(fields)
        linkIDs = try fields.list("linkIds") ?? []
        folderIDs = try fields.list("folderIds") ?? []
        secret = try fields.text("secret", most: Self.longestSecret).nonEmpty
    }

    /// Each event once, in the order of the API's list.
    private static func events(_ fields: RequestFields) throws(APIError) -> [WebhookEvent] {
        guard let names = try fields.list("triggers") else { throw fields.absent("triggers", "array") }
        guard !names.isEmpty else {
            throw .invalid(.tooSmall, "triggers", "Too small: expected array to have >=1 items")
        }
        for (index, name) in names.enumerated() where WebhookEvent(rawValue: name) == nil {
            let list = WebhookEvent.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: "|")
            throw .invalid(.invalidValue, "triggers.\(index)", "Invalid option: expected one of \(list)")
        }
        return WebhookEvent.allCases.filter { names.contains($0.rawValue) }
    }
}
