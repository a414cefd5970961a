/// How domains come to be, and what becomes of them and of their links (`dub-api.md`, 20).
public struct DomainRules: Sendable {
    /// The workspace that the API key belongs to.
    public var workspaceID: String
    /// The time of the request.
    public var now: Timestamp
    /// Makes ids.
    public var ids: IDMaker

    /// Rules for one request.
    public init(workspaceID: String, now: Timestamp, ids: IDMaker = IDMaker()) {
        self.workspaceID = workspaceID
        self.now = now
        self.ids = ids
    }

    /// The workspace's domains, the primary one first.
    public func list(in store: some LinkTransaction) throws -> Outcome<[Domain]> {
        Outcome(.success(try store.domains(workspaceID: workspaceID)))
    }

    /// Adds a domain, with its root link that leads nowhere yet; the first one is the primary one.
    public func create(_ request: DomainRequest, in store: inout some LinkTransaction) throws -> Outcome<Domain> {
        try Outcome {
            guard let slug = request.slug else { throw .invalid(.invalidType, "slug", "slug is required.") as APIError }
            try checkFree(slug, in: store)
            var domain = Domain(
                id: ids.sortable("dom_", at: now), slug: slug, workspaceID: workspaceID, createdAt: now)
            domain.isPrimary = try store.domains(workspaceID: workspaceID).isEmpty
            request.apply(to: &domain)
            try store.insert(domain)
            if try store.link(domain: slug, key: .root) == nil {
                try store.insert(
                    Link(
                        id: ids.sortable("link_", at: now), domain: slug, key: .root, url: "", workspaceID: workspaceID,
                        createdAt: now))
            }
            return domain
        }
    }

    /// Changes a domain; with its name, its links move too.
    public func update(
        _ slug: String, _ request: DomainRequest, in store: inout some LinkTransaction
    ) throws -> Outcome<Domain> {
        try Outcome {
            let old = try found(slug, in: store)
            var domain = old
            request.apply(to: &domain)
            if let name = request.slug, name != old.slug {
                try checkFree(name, in: store)
                domain.slug = name
            }
            guard domain != old else { return old }
            domain.updatedAt = now
            try store.update(domain)
            if domain.slug != old.slug {
                for var link in try store.links(links(on: old.slug)) {
                    link.domain = domain.slug
                    link.updatedAt = now
                    try store.update(link)
                }
            }
            return domain
        }
    }

    /// Takes a domain away with all its links, and answers with what it was; the last one stays.
    ///
    /// After the primary one, the oldest is the primary one.
    public func delete(_ slug: String, in store: inout some LinkTransaction) throws -> Outcome<Domain> {
        try Outcome {
            let domain = try found(slug, in: store)
            let others = try store.domains(workspaceID: workspaceID).filter { $0.id != domain.id }
            guard var next = others.first else {
                throw APIError(.forbidden, "You can't delete the only domain of a workspace.")
            }
            for link in try store.links(links(on: domain.slug)) { try store.deleteLink(id: link.id) }
            try store.deleteDomain(id: domain.id)
            if domain.isPrimary {
                next.isPrimary = true
                try store.update(next)
            }
            return domain
        }
    }

    private func links(on slug: String) -> LinkSelection {
        var selection = LinkSelection(workspaceID: workspaceID)
        selection.domain = slug
        selection.includesArchived = true
        return selection
    }

    private func found(_ slug: String, in store: some LinkTransaction) throws -> Domain {
        guard let domain = try store.domain(slug: slug.lowercased()) else {
            throw APIError(.notFound, "Domain \(slug) not found.")
        }
        guard domain.workspaceID == workspaceID else {
            throw APIError(.forbidden, "Domain does not belong to workspace.")
        }
        return domain
    }

    func checkFree(_ slug: String, in store: some LinkTransaction) throws {
        guard try store.domain(slug: slug) == nil else {
            throw APIError(.conflict, "Domain is already in use.")
        }
    }
}
