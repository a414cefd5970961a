/// What the rules of links read and write besides (`dub-api.md`, 8).
public protocol LinkTransaction: WorkspaceTransaction {
    /// The link of the user's own id, in a workspace.
    func link(externalID: String, workspaceID: String) throws -> Link?
    /// The oldest link of a workspace whose destination is exactly this text.
    func link(url: String, workspaceID: String) throws -> Link?
    /// The links of a selection, in its order.
    func links(_ selection: LinkSelection) throws -> [Link]
    /// How many links a selection has; its order and its window do not count.
    func countLinks(_ selection: LinkSelection) throws -> Int
    /// How many links a selection has of each value: the largest groups first, equal ones by their values.
    ///
    /// A link with several tags counts in each of them, and one without any in none. Links without a folder are a group
    /// whose value is nil. The selection's order and its window do not count.
    func countLinks(_ selection: LinkSelection, by grouping: LinkGrouping) throws -> [LinkGroup]

    /// Stores a changed link, all of it but its counters.
    ///
    /// - Throws: ``APIError`` 409 for a key or an external id that another link has.
    mutating func update(_ link: Link) throws
    /// Takes a link away; its clicks, leads and sales stay.
    mutating func deleteLink(id: String) throws
}
