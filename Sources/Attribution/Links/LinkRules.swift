import PageURL

/// How links come to be, and what becomes of them (`dub-api.md`, 8).
///
/// What a rule throws is only what the store throws; an error that the API documents is an outcome, and nothing has been
/// written then.
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

    /// Creates a link (`dub-api.md`, 8.2).
    public func create(_ request: LinkRequest, in store: inout some LinkTransaction) throws -> Outcome<Link> {
        try Outcome { try created(request, in: &store) }
    }

    func created(_ request: LinkRequest, in store: inout some LinkTransaction) throws -> Link {
        let link = try made(request, in: store)
        try store.insert(link)
        return link
    }

    /// The link that a request is for, not stored yet.
    func made(_ request: LinkRequest, in store: some LinkTransaction) throws -> Link {
        let isRoot = request.key == LinkKey.root.text
        var url = try request.destination(isRoot: isRoot)
        if !request.tags.values.isEmpty, let parsed = PageURL(url) { url = request.tags.applied(to: parsed).href }
        let domain = try ownDomain(request.domain)
        let key =
            isRoot
            ? .root : try request.key.map { try LinkKey($0) } ?? freeKey(request, on: domain, in: store)
        try checkFree(key, on: domain, in: store)
        try checkFree(externalID: request.externalID, in: store)
        var link = Link(
            id: ids.sortable("link_", at: now), domain: domain, key: key, url: url, workspaceID: workspaceID,
            createdAt: now)
        link.externalID = request.externalID
        link.tagIDs = try tagIDs(request.labels, in: store)
        link.folderID = try folderID(request.folderID, in: store)
        link.expiresAt = try request.expiry()
        request.apply(Set(LinkField.allCases), to: &link)
        try checkVariants(of: link)
        return link
    }

    /// The domain that a request names, or the workspace's own.
    func ownDomain(_ name: String?) throws(APIError) -> String {
        guard let domain = name?.lowercased() ?? domains.first, domains.contains(domain) else {
            throw APIError(.forbidden, "Domain does not belong to workspace.")
        }
        return domain
    }

    func checkFree(_ key: LinkKey, on domain: String, in store: some LinkTransaction) throws {
        guard try store.link(domain: domain, key: key) == nil else { throw Self.takenKey }
    }

    func checkFree(externalID: String?, in store: some LinkTransaction) throws {
        guard let externalID, try store.link(externalID: externalID, workspaceID: workspaceID) != nil else { return }
        throw Self.takenExternalID
    }

    /// The ids of the tags that a request names.
    func tagIDs(_ choice: TagChoice?, in store: some LinkTransaction) throws -> [String] {
        guard let choice else { return [] }
        let (ids, unknown) = choice.resolved(among: try store.tags())
        guard unknown.isEmpty else {
            let kind =
                switch choice {
                case .ids: "tagIds"
                case .names: "tagNames"
                }
            throw APIError(
                .unprocessableEntity, "Invalid \(kind) detected: \(unknown.joined(separator: ", "))")
        }
        return ids
    }

    func folderID(_ id: String?, in store: some LinkTransaction) throws -> String? {
        guard let id else { return nil }
        guard try store.folders().contains(where: { $0.id == id }) else {
            throw APIError(.notFound, "Folder not found.")
        }
        return id
    }

    func checkVariants(of link: Link) throws(APIError) {
        guard link.extras.variants == nil || link.tracksConversions else {
            throw .invalid(.custom, "testVariants", "A/B tests need trackConversion to be on")
        }
    }

    private func freeKey(
        _ request: LinkRequest, on domain: String, in store: some LinkTransaction
    ) throws -> LinkKey {
        for _ in 0..<Self.attempts {
            let key = LinkKey.random(length: request.keyLength, prefix: request.prefix, ids: ids)
            if try store.link(domain: domain, key: key) == nil { return key }
        }
        throw Self.takenKey
    }

    /// The answer to a key that another link of the domain has.
    public static let takenKey = APIError(.conflict, "Duplicate key: This short link already exists.")
    /// The answer to an external id that another link of the workspace has.
    public static let takenExternalID = APIError(
        .conflict, "A link with this externalId already exists in this workspace.")
}
