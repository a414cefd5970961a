/// A query for links, read and validated (`dub-api.md`, 8.3 and 8.5).
public struct LinkQuery: Sendable, Hashable {
    /// Only those of a domain.
    public var domain: String?
    /// Only those whose short link or destination contains this.
    public var search: String?
    /// Only those of a customer of the user.
    public var tenantID: String?
    /// Only those that this user has made.
    public var userID: String?
    /// Only those in a folder; `unsorted` for those in none.
    public var folderID: String?
    /// Only those with one of these tags.
    public var labels: TagChoice?
    /// Only those with any tag.
    public var isTagged = false
    /// Whether those that are put away are among them.
    public var includesArchived = false
    /// What they are sorted by.
    public var order = LinkSelection.Order.createdAt
    /// Which of them.
    public var window = Window.all

    /// A query for all links that are not put away.
    public init() {}

    /// A query for a list.
    ///
    /// - Throws: 422 for the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        try self.init(filters: fields)
        let order = try fields.choice("sortBy", of: LinkSelection.Order.allCases.map(\.rawValue))
        self.order = order.flatMap(LinkSelection.Order.init) ?? .createdAt
        window = try Window(fields, isByCreation: self.order == .createdAt)
    }

    /// A query for a number, which has neither order nor pages.
    ///
    /// - Throws: 422 for the first problem.
    public init(filters fields: RequestFields) throws(APIError) {
        domain = try fields.text("domain").nonEmpty?.lowercased()
        search = try fields.text("search").nonEmpty
        tenantID = try fields.text("tenantId").nonEmpty
        userID = try fields.text("userId").nonEmpty
        folderID = try fields.text("folderId").nonEmpty
        labels = try TagChoice(fields)
        isTagged = try fields.flag("withTags") ?? false
        includesArchived = try fields.flag("showArchived") ?? false
    }

    /// Upstream looks into folders only where one is named, or something is searched.
    var place: LinkSelection.Place {
        switch folderID {
        case "unsorted": .unsorted
        case let id?: .folder(id)
        case nil:
            search == nil && domain == nil && labels == nil && tenantID == nil ? .unsorted : .anywhere
        }
    }
}

/// A query for the number of links (`dub-api.md`, 8.5).
public struct LinkCountQuery: Sendable, Hashable {
    /// What numbers there are: one for all, or one for each value.
    public enum Grouping: String, Sendable, Hashable, CaseIterable {
        case domain
        case tagID = "tagId"
        case userID = "userId"
        case folderID = "folderId"
    }

    /// Which links.
    public var filters: LinkQuery
    /// What they are counted by; nil for all together.
    public var grouping: Grouping?

    /// A query for the number of some links.
    public init(_ filters: LinkQuery = LinkQuery(), by grouping: Grouping? = nil) {
        self.filters = filters
        self.grouping = grouping
    }

    /// What a query asks for.
    ///
    /// - Throws: 422 for the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        filters = try LinkQuery(filters: fields)
        grouping = try fields.choice("groupBy", of: Grouping.allCases.map(\.rawValue)).flatMap(Grouping.init)
    }
}

/// The number of some links.
public enum LinkCount: Sendable, Hashable {
    /// Of all together.
    case total(Int)
    /// Of each value, the largest first.
    case groups(LinkCountQuery.Grouping, [LinkGroup])
}
