/// What the rules of workspaces, and of what links are sorted by, read and write.
///
/// A store has the tags and folders of one workspace.
public protocol WorkspaceTransaction: AttributionTransaction {
    /// The workspace of the id.
    func workspace(id: String) throws -> Workspace?
    /// Stores a changed workspace.
    mutating func update(_ workspace: Workspace) throws

    /// All tags, by their names without regard to letter case.
    func tags() throws -> [Tag]
    /// Stores a new tag.
    mutating func insert(_ tag: Tag) throws
    /// Stores a changed tag.
    mutating func update(_ tag: Tag) throws
    /// Takes a tag away, also from the links that have it.
    mutating func deleteTag(id: String) throws

    /// All folders, by their names without regard to letter case.
    func folders() throws -> [Folder]
    /// Stores a new folder.
    mutating func insert(_ folder: Folder) throws
    /// Stores a changed folder.
    mutating func update(_ folder: Folder) throws
    /// Takes a folder away; its links stay, in no folder.
    mutating func deleteFolder(id: String) throws

    /// The domains of a workspace: the primary one first, then by their time of creation and their ids.
    func domains(workspaceID: String) throws -> [Domain]
    /// The domain of a host name, of whatever workspace.
    func domain(slug: String) throws -> Domain?
    /// Stores a new domain.
    mutating func insert(_ domain: Domain) throws
    /// Stores a changed domain, found by its id; its links stay as they are.
    mutating func update(_ domain: Domain) throws
    /// Takes a domain away; its links stay as they are.
    mutating func deleteDomain(id: String) throws
}
