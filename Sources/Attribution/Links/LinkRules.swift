/// How links come to be (`dub-api.md`, 8.2).
public struct LinkRules: Sendable {
    /// The workspace that the API key belongs to.
    public var workspaceID: String
    /// Its short domains, the primary one first.
    public var domains: [String]
    /// The time of the request.
    public var now: Timestamp
    /// Makes ids.
    public var ids: IDMaker

    /// How often another random key is tried where one is taken.
    private static let attempts = 10

    /// Rules for one request.
    public init(workspaceID: String, domains: [String], now: Timestamp, ids: IDMaker = IDMaker()) {
        self.workspaceID = workspaceID
        self.domains = domains
        self.now = now
        self.ids = ids
    }

    /// Creates a link.
    ///
    /// - Throws: only what the store throws; an error that the API documents is an outcome.
    public func create(_ request: LinkRequest, in store: inout some AttributionTransaction) throws -> Outcome<Link> {
        do {
            let chosen = try request.key.map { (text) throws(APIError) in try LinkKey(text) }
            let url = try request.destination(of: chosen)
            guard let domain = request.domain?.lowercased() ?? domains.first, domains.contains(domain) else {
                throw APIError(.forbidden, "Domain does not belong to workspace.")
            }
            let key = try chosen ?? freeKey(request, on: domain, in: store)
            let link = link(request, domain, key, url)
            try store.insert(link)
            return Outcome(.success(link))
        } catch let error as APIError {
            return Outcome(.failure(error))
        }
    }

    private func link(_ request: LinkRequest, _ domain: String, _ key: LinkKey, _ url: String) -> Link {
        var link = Link(
            id: ids.sortable("link_", at: now), domain: domain, key: key, url: url, workspaceID: workspaceID,
            createdAt: now)
        link.tracksConversions = request.tracksConversions
        link.isArchived = request.isArchived
        link.isIndexed = request.isIndexed
        link.externalID = request.externalID
        link.tenantID = request.tenantID
        link.comments = request.comments
        link.expiresAt = request.expiresAt
        link.expiredURL = request.expiredURL
        link.password = request.password
        return link
    }

    private func freeKey(
        _ request: LinkRequest, on domain: String, in store: some AttributionTransaction
    ) throws -> LinkKey {
        for _ in 0..<Self.attempts {
            let key = LinkKey.random(length: request.keyLength, prefix: request.prefix, ids: ids)
            if try store.link(domain: domain, key: key) == nil { return key }
        }
        throw APIError(.conflict, "Duplicate key: This short link already exists.")
    }
}
