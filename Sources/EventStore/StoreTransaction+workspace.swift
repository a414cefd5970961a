public import Attribution

extension StoreTransaction: WorkspaceTransaction {
    /// All workspaces, the oldest first.
    public func workspaces() throws -> [Workspace] {
        try all("SELECT \(WorkspaceColumn.list) FROM workspace ORDER BY createdAt, id", []) { try Workspace(row: $0) }
    }

    /// The workspace of the id.
    public func workspace(id: String) throws -> Workspace? {
        try first("SELECT \(WorkspaceColumn.list) FROM workspace WHERE id = ?", [id]) { try Workspace(row: $0) }
    }

    /// Stores a new workspace.
    public mutating func insert(_ workspace: Workspace) throws {
        try run(WorkspaceColumn.insert(into: "workspace"), try workspace.arguments)
    }

    /// Stores a changed workspace.
    public mutating func update(_ workspace: Workspace) throws {
        try run(WorkspaceColumn.update("workspace"), try workspace.arguments)
    }

    /// The domains of a workspace: the primary one first, then by their time of creation and their ids.
    public func domains(workspaceID: String) throws -> [Domain] {
        let order = "ORDER BY isPrimary DESC, createdAt, id"
        return try all("SELECT \(DomainColumn.list) FROM domain WHERE workspaceID = ? \(order)", [workspaceID]) {
            Domain(row: $0)
        }
    }

    /// The domain of a host name, of whatever workspace.
    public func domain(slug: String) throws -> Domain? {
        try first("SELECT \(DomainColumn.list) FROM domain WHERE slug = ?", [slug]) { Domain(row: $0) }
    }

    /// Stores a new domain.
    public mutating func insert(_ domain: Domain) throws {
        try run(DomainColumn.insert(into: "domain"), domain.arguments)
    }

    /// Stores a changed domain, found by its id; its links stay as they are.
    public mutating func update(_ domain: Domain) throws {
        try run(DomainColumn.update("domain"), domain.arguments)
    }

    /// Takes a domain away; its links stay as they are.
    public mutating func deleteDomain(id: String) throws {
        try run("DELETE FROM domain WHERE id = ?", [id])
    }
}
