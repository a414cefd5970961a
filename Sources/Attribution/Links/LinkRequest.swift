import PageURL

/// A request to create a link, read and validated (`dub-api.md`, 8.2).
public struct LinkRequest: Sendable, Hashable {
    /// Where it shall lead, as written.
    public var url: String
    /// The short domain; nil for the workspace's own.
    public var domain: String?
    /// The key; nil for a random one.
    public var key: String?
    /// How long a random key is.
    public var keyLength = 7
    /// What comes before a random key.
    public var prefix: String?
    /// The id in the user's own system, without `ext_`.
    public var externalID: String?
    /// Whether its visitors get a click id.
    public var tracksConversions = false
    /// The user's own customer it is made for.
    public var tenantID: String?
    /// Whether it is put away.
    public var isArchived = false
    /// Whether search engines may index it.
    public var isIndexed = false
    /// Notes of the workspace.
    public var comments: String?
    /// The campaign tags to set in the destination.
    public var tags = CampaignTags()
    /// The labels it gets.
    public var labels: TagChoice?
    /// The folder it goes into.
    public var folderID: String?
    /// When it stops, as written; it is read only after everything else.
    public var expiresAt: String?
    /// Where it leads after that.
    public var expiredURL: String?
    /// What visitors must know.
    public var password: String?
    /// What is rarely set.
    public var extras = Link.Extras()
    /// The fields that the request has; what counts where it changes a link that exists.
    public var fields: Set<LinkField> = [.url]

    /// A link to a URL.
    public init(url: String) {
        self.url = url
    }

    /// A request's body.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        try self.init(url: fields.requiredText("url"), rest: fields)
        keyLength = try fields.integer("keyLength", from: 3, to: 190) ?? keyLength
        prefix = try fields.text("prefix").nonEmpty
    }

    /// All fields but the destination and what only random keys need.
    init(url: String, rest fields: RequestFields) throws(APIError) {
        self.url = url
        self.fields = LinkField.given(in: fields)
        domain = try fields.text("domain", most: 190).nonEmpty
        key = try fields.text("key", most: 190).nonEmpty
        externalID = try fields.text("externalId", most: 255, least: 1).map(\.withoutExternalPrefix).nonEmpty
        tracksConversions = try fields.flag("trackConversion") ?? false
        tenantID = try fields.text("tenantId", most: 255)
        isArchived = try fields.flag("archived") ?? false
        isIndexed = try fields.flag("doIndex") ?? false
        comments = try fields.text("comments")
        for name in CampaignTags.names where fields.has(name) {
            tags.values[name] = try fields.text(name, most: 255) ?? ""
        }
        labels = try TagChoice(fields)
        folderID = try fields.text("folderId").nonEmpty
        expiresAt = try fields.text("expiresAt").nonEmpty
        expiredURL = try fields.url("expiredUrl")
        password = try fields.text("password").nonEmpty
        extras = try Link.Extras(fields)
    }

    /// The destination with `https://` where there is no scheme; empty only for a domain's own link.
    ///
    /// - Throws: 422 for what is no URL, 400 for nothing where the link is no domain's own.
    func destination(isRoot: Bool) throws(APIError) -> String {
        guard !url.isEmpty else {
            guard isRoot else { throw APIError(.badRequest, "Missing destination URL") }
            return ""
        }
        let isBare = PageURL(url) == nil && url.contains(".") && !url.contains(" ")
        let written = isBare ? "https://\(url)" : url
        guard PageURL(written) != nil else { throw APIError(.unprocessableEntity, "Invalid destination URL") }
        return written
    }

    /// When it stops.
    ///
    /// - Throws: 422 for a time that cannot be read.
    func expiry() throws(APIError) -> Timestamp? {
        guard let expiresAt else { return nil }
        guard let time = Timestamp(text: expiresAt) else {
            throw APIError(.unprocessableEntity, "Invalid expiration date.")
        }
        return time
    }

    /// Takes over into a link those of some fields that need no look at anything else.
    func apply(_ fields: Set<LinkField>, to link: inout Link) {
        for field in fields {
            switch field {
            case .url, .domain, .key, .externalID, .labels, .campaign, .folderID, .expiresAt: break
            case .tracksConversions: link.tracksConversions = tracksConversions
            case .isArchived: link.isArchived = isArchived
            case .isIndexed: link.isIndexed = isIndexed
            case .tenantID: link.tenantID = tenantID
            case .comments: link.comments = comments
            case .expiredURL: link.expiredURL = expiredURL
            case .password: link.password = password
            case .title: link.extras.title = extras.title
            case .description: link.extras.description = extras.description
            case .image: link.extras.image = extras.image
            case .video: link.extras.video = extras.video
            case .ios: link.extras.ios = extras.ios
            case .android: link.extras.android = extras.android
            case .geo: link.extras.geo = extras.geo
            case .isProxied: link.extras.isProxied = extras.isProxied
            case .isCloaked: link.extras.isCloaked = extras.isCloaked
            case .hasPublicStats: link.extras.hasPublicStats = extras.hasPublicStats
            case .programID: link.extras.programID = extras.programID
            case .partnerID: link.extras.partnerID = extras.partnerID
            case .variants: link.extras.variants = extras.variants
            case .testStartedAt: link.extras.testStartedAt = extras.testStartedAt
            case .testCompletedAt: link.extras.testCompletedAt = extras.testCompletedAt
            case .webhookIDs: link.extras.webhookIDs = extras.webhookIDs
            }
        }
    }
}

extension String {
    /// An id of the user's own system without the `ext_` that tells it from Dub's.
    var withoutExternalPrefix: String { hasPrefix("ext_") ? String(dropFirst(4)) : self }
}
