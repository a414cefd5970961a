/// A short domain (`dub-api.md`, 20).
public struct Domain: Sendable, Hashable {
    /// `dom_` and 25 characters.
    public var id: String
    /// The host name, in lower case and without a port.
    public var slug: String
    /// The workspace it belongs to.
    public var workspaceID: String
    /// Whether links get it that name no other.
    public var isPrimary = false
    /// Whether it is put away.
    public var isArchived = false
    /// What forms show where a destination goes.
    public var placeholder: String?
    /// Where links lead that are over, and have no place of their own for that.
    public var expiredURL: String?
    /// Where visitors are led for whom there is no link.
    public var notFoundURL: String?
    /// The picture on its codes.
    public var logo: String?
    /// The two files by which apps claim the domain, as JSON text.
    public var assetLinks, appleAppSiteAssociation: String?
    /// When it was added.
    public var createdAt: Timestamp
    /// When it was last changed.
    public var updatedAt: Timestamp

    /// A domain as it is when new.
    public init(id: String, slug: String, workspaceID: String, createdAt: Timestamp) {
        self.id = id
        self.slug = slug
        self.workspaceID = workspaceID
        self.createdAt = createdAt
        updatedAt = createdAt
    }
}
