/// Who calls the tracking endpoints, as the rules need it (`dub-api.md`, 10).
public struct PageVisitor: Sendable, Hashable {
    /// The header field; empty without one.
    public var userAgent = ""
    /// Where the visitor's packets come from, or what a local caller says of it.
    public var address = ""
    /// The `Referer` field.
    public var referer: String?
    /// The `Origin` field.
    public var origin: String?
    /// Where the visitor is.
    public var place = Click.Place.usual
    /// The header field or the query parameter `dub-no-track` is there, with whatever value.
    public var isUntracked = false

    /// A visitor of whom nothing is known.
    public init() {}

    var identity: VisitorIdentity { VisitorIdentity(address: address, userAgent: userAgent) }

    var bot: BotRules.Reason? { BotRules.reason(method: "POST", userAgent: userAgent, parameter: nil) }

    /// The host of the visitor's page, without `www.` and a port.
    var host: String? { AllowedHostnames.host(referer: referer, origin: origin) }

    func permission(by workspace: Workspace) -> Result<Void, APIError> {
        AllowedHostnames(workspace.allowedHostnames).permits(referer: referer, origin: origin)
    }

    /// A click of the visitor, not stored yet.
    ///
    /// - Parameter referrer: what the page says of it, which is better than the request's own `Referer`: that is the page.
    func click(
        _ id: String, on link: Link, at now: Timestamp, _ trigger: Click.Trigger, url: String, referrer: String?
    ) -> Click {
        Click(
            id: id, timestamp: now, linkID: link.id, url: url, trigger: trigger, place: place, address: address,
            userAgent: userAgent, refererURL: referrer.nonEmpty ?? referer.nonEmpty ?? "(direct)")
    }
}
