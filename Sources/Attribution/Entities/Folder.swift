/// A folder that links can lie in (`dub-api.md`, 20).
public struct Folder: Sendable, Hashable {
    /// `fold_` and 25 characters.
    public var id: String
    /// Its name; unique in the workspace, whatever its letter case.
    public var name: String
    /// What it is for.
    public var description: String?
    /// What members of the workspace may do with its links: `read` or `write`; nil for nothing.
    public var accessLevel: String?
    /// When it was made.
    public var createdAt: Timestamp
    /// When it was last changed.
    public var updatedAt: Timestamp

    /// The names that access levels may have.
    public static let accessLevels = ["write", "read"]

    /// A folder as it is when new.
    public init(id: String, name: String, createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.createdAt = createdAt
        updatedAt = createdAt
    }
}
