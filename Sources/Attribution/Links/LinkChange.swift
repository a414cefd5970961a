import PageURL

/// A request to change a link: only the fields that it has count, and null clears them (`dub-api.md`, 8.6).
public struct LinkChange: Sendable, Hashable {
    /// The new values.
    public var values: LinkRequest
    /// The fields that change.
    public var fields: Set<LinkField>

    /// The change of some fields.
    public init(_ values: LinkRequest, _ fields: Set<LinkField>) {
        self.values = values
        self.fields = fields
    }

    /// What a request to create a link means for one that exists already.
    public init(_ request: LinkRequest) {
        self.init(request, request.fields)
    }

    /// A request's body.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        let url = try fields.text("url")
        values = try LinkRequest(url: url ?? "", rest: fields)
        self.fields = values.fields
        // A destination can be empty, but not missing.
        if url == nil { self.fields.remove(.url) }
    }

    /// Where a link leads after the change.
    ///
    /// Given tags are set or taken out, others stay, also where the destination is a new one: unless that has a tag of
    /// the name itself.
    ///
    /// - Throws: 422 for what is no URL, 400 for nothing where the link is no domain's own.
    func destination(of link: Link) throws(APIError) -> String {
        guard !fields.isEmpty else { return link.url }
        let isNew = fields.contains(.url)
        let written = isNew ? try values.destination(isRoot: link.key == .root) : link.url
        guard let url = PageURL(written) else { return written }
        var tags = values.tags
        if isNew, let old = PageURL(link.url) {
            tags.values.merge(CampaignTags(in: old).values.filter { url.first($0.key) == nil }) { given, _ in given }
        }
        return tags.values.isEmpty ? url.href : tags.applied(to: url).href
    }
}
