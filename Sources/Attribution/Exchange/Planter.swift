import JSON

/// Stores the lines of a seed, one after the other.
///
/// Where a line leaves something out, the rules of the API decide. What the line of a link or a customer counts is
/// taken over; if it is nothing, the events that follow are counted. Where the id of a link or a customer is asked for,
/// `ext_` with the user's own id will do. Leads, invoices and visitors are remembered as long as they would be if they
/// had come in at their time (`dub-api.md`, 6.5).
public struct Planter: Sendable {
    /// The domain of a link that names none, in a workspace that has none.
    public static let usualDomain = "go.localhost"

    /// Whose everything is, as the lines have changed it.
    public private(set) var workspace: Workspace
    let now: Timestamp
    let ids: IDMaker

    /// The ids of the links and customers whose line says what is counted of them.
    var counted: Set<String> = []
    /// The ids of the customers whose line says nothing of a link: their first lead does.
    var unattributed: Set<String> = []

    /// A planter into a workspace that is stored already.
    ///
    /// - Parameters:
    ///   - workspace: whose everything becomes, whatever a line says.
    ///   - now: the time of what the lines give no time.
    ///   - ids: makes the ids that the lines leave out.
    public init(workspace: Workspace, now: Timestamp, ids: IDMaker = IDMaker()) {
        self.workspace = workspace
        self.now = now
        self.ids = ids
    }

    /// Stores what a line says.
    ///
    /// - Throws: ``APIError`` with what is wrong, such as `line of type tag: A tag with that name already exists.`, or
    ///   what the store throws. Parts of the line may be stored then.
    public mutating func plant(
        _ line: SeedLine, in store: inout some LinkTransaction & CustomerTransaction
    ) throws {
        do {
            switch try line.content(SeedDefaults(workspace: workspace, now: now, ids: ids)) {
            case .entity(let entity): try plant(entity, line.fields, in: &store)
            case .request(let request, let state): try plant(request, state, in: &store)
            }
        } catch let error as APIError {
            throw error.inLine(of: line.kind)
        }
    }

    private mutating func plant(
        _ entity: ExportLine, _ fields: RequestFields, in store: inout some LinkTransaction & CustomerTransaction
    ) throws {
        switch entity {
        case .workspace(var changed):
            changed.id = workspace.id
            try store.update(changed)
            workspace = changed
        case .domain(let domain): try plant(domain, isStated: fields.has("primary"), in: &store)
        case .tag(let tag):
            try checkFree(tag.id, try store.tags().contains { $0.id == tag.id })
            try TagRules(now: now, ids: ids).checkFree(tag.name, in: store)
            try store.insert(tag)
        case .folder(let folder):
            try checkFree(folder.id, try store.folders().contains { $0.id == folder.id })
            try FolderRules(now: now, ids: ids).checkFree(folder.name, in: store)
            try store.insert(folder)
        case .link(let link):
            _ = try rules(at: now, on: link.domain, in: &store).ownDomain(link.domain)
            try insert(link, in: &store)
        case .customer(let customer): try plant(customer, fields, in: &store)
        case .click(let click): try plant(click, fields, in: &store)
        case .lead(let lead): try plant(lead, fields, in: &store)
        case .sale(let sale): try plant(sale, fields, in: &store)
        }
    }

    /// A workspace has one primary domain: the first one, unless another is said to be it.
    private func plant(_ domain: Domain, isStated: Bool, in store: inout some LinkTransaction) throws {
        var domain = domain
        let others = try store.domains(workspaceID: workspace.id)
        try checkFree(domain.id, others.contains { $0.id == domain.id })
        try DomainRules(workspaceID: workspace.id, now: now, ids: ids).checkFree(domain.slug, in: store)
        if !isStated { domain.isPrimary = others.isEmpty }
        for var other in others where domain.isPrimary && other.isPrimary {
            other.isPrimary = false
            try store.update(other)
        }
        try store.insert(domain)
    }

    private mutating func plant(
        _ request: LinkRequest, _ state: LinkState, in store: inout some LinkTransaction
    ) throws {
        var request = request
        request.domain = try request.domain.map { try domain(named: $0).slug }
        var link = try rules(at: state.stamp.createdAt, on: request.domain, in: &store).made(request, in: store)
        state.apply(to: &link)
        try insert(link, in: &store)
    }

    private mutating func insert(_ link: Link, in store: inout some LinkTransaction) throws {
        try checkFree(link.id, try store.link(id: link.id) != nil)
        if link.counters != Link.Counters() { counted.insert(link.id) }
        try store.insert(link)
    }

    /// The rules for a link on a domain, which is added if nobody has it.
    private func rules(
        at time: Timestamp, on name: String?, in store: inout some LinkTransaction
    ) throws -> LinkRules {
        var domains = try store.domains(workspaceID: workspace.id)
        let missing = name ?? (domains.isEmpty ? Self.usualDomain : nil)
        if let missing, try store.domain(slug: missing) == nil {
            try plant(domain(named: missing), isStated: false, in: &store)
            domains = try store.domains(workspaceID: workspace.id)
        }
        return LinkRules(workspaceID: workspace.id, domains: domains.map(\.slug), now: time, ids: ids)
    }

    private func domain(named name: String) throws(APIError) -> Domain {
        let defaults = SeedDefaults(workspace: workspace, now: now, ids: ids)
        return try Domain(RequestFields(["slug": .string(name)]), defaults)
    }

    func checkFree(_ id: String, _ isTaken: Bool) throws(APIError) {
        guard !isTaken else { throw APIError(.conflict, "id: \(id) is taken already.") }
    }
}
