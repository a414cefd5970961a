import PageURL

/// All that was seen of a journey: what was to be done, what the browser saw, and what the harness has.
public struct JourneyEvidence: Sendable {
    /// What was to be done.
    public var plan: JourneyPlan
    /// The link that was clicked.
    public var shortLink: String
    /// What the browser saw.
    public var visit = PageVisit()
    /// What the harness has.
    public var trace = HarnessTrace()

    /// A journey that is about to begin.
    public init(plan: JourneyPlan, shortLink: String) {
        self.plan = plan
        self.shortLink = shortLink
    }

    /// The click id in the link's redirect.
    public var clickID: String? { visit.redirects.first.flatMap { Self.clickID(in: $0.location) } }

    /// The click id in a URL's query.
    static func clickID(in url: String) -> String? {
        guard let id = PageURL(url)?.first("dub_id"), !id.isEmpty else { return nil }
        return id
    }
}
