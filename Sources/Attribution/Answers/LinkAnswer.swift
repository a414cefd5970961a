public import JSON
import PageURL

/// A label that links can have (`dub-api.md`, 20).
public struct Tag: Sendable, Hashable {
    /// `tag_` and 25 characters.
    public var id: String
    /// Its name; unique in the workspace, whatever its letter case.
    public var name: String
    /// Its colour's name.
    public var color: String

    /// The names that colours may have.
    public static let colors = ["red", "yellow", "green", "blue", "purple", "brown", "gray", "pink"]

    /// A label.
    public init(id: String, name: String, color: String) {
        self.id = id
        self.name = name
        self.color = color
    }

    /// As the API shows it.
    public var json: JSONValue {
        ["id": .string(id), "name": .string(name), "color": .string(color)]
    }
}

/// How the entities are shown: the addresses that depend on where the server is reached, and names behind ids.
public struct AnswerForm: Sendable {
    /// Where the API is reached, such as `http://127.0.0.1:8787`.
    public var origin: String
    /// The port at which this server answers for short domains below `localhost`.
    public var port: Int
    /// The workspace's owner.
    public var userID: String
    /// The tags of the workspace, by id.
    public var tags: [String: Tag]

    /// How to show entities at a place.
    public init(origin: String, port: Int, userID: String, tags: [String: Tag] = [:]) {
        self.origin = origin
        self.port = port
        self.userID = userID
        self.tags = tags
    }

    /// Where a link opens (`dub-api.md`, 5.2): on this server, if its domain is one that only this machine knows.
    public func shortLink(_ link: Link) -> String {
        let isHere = link.domain == "localhost" || link.domain.hasSuffix(".localhost")
        let base = isHere ? "http://\(link.domain):\(port)" : "https://\(link.domain)"
        return link.key == .root ? base : "\(base)/\(link.key.text)"
    }

    /// A link with all its fields (`dub-api.md`, 8.1), without the two leftovers.
    ///
    /// - Parameter withTags: whether its tags are shown; the rows of events never show them.
    public func json(_ link: Link, withTags: Bool = true) -> JSONObject {
        let short = shortLink(link)
        let shown = withTags ? link.tagIDs.compactMap { tags[$0] } : []
        let extras = link.extras
        var object: JSONObject = [
            "id": .string(link.id), "domain": .string(link.domain), "key": .string(link.key.text),
            "url": .string(link.url), "shortLink": .string(short), "qrCode": "\(origin)/qr?url=\(short)?qr=1",
            "trackConversion": .bool(link.tracksConversions), "archived": .bool(link.isArchived),
            "proxy": .bool(extras.isProxied), "rewrite": .bool(extras.isCloaked), "doIndex": .bool(link.isIndexed),
            "publicStats": .bool(extras.hasPublicStats), "externalId": .optional(link.externalID),
            "tenantId": .optional(link.tenantID), "programId": .optional(extras.programID),
            "partnerId": .optional(extras.partnerID), "folderId": .optional(link.folderID),
            "expiresAt": .time(link.expiresAt), "expiredUrl": .optional(link.expiredURL),
            "disabledAt": .time(link.disabledAt), "password": .optional(link.password),
            "title": .optional(extras.title), "description": .optional(extras.description),
            "image": .optional(extras.image), "video": .optional(extras.video), "ios": .optional(extras.ios),
            "android": .optional(extras.android), "geo": Self.geo(extras.geo), "comments": .optional(link.comments),
            "tags": .array(shown.map(\.json)), "tagId": .optional(shown.first?.id),
            "webhookIds": .array(extras.webhookIDs.map(JSONValue.string)),
        ]
        object.merge(link.campaignTags)
        object.merge([
            "testVariants": Self.variants(extras.variants), "testStartedAt": .time(extras.testStartedAt),
            "testCompletedAt": .time(extras.testCompletedAt),
            "clicks": .integer(link.counters.clicks), "leads": .integer(link.counters.leads),
            "conversions": .integer(link.counters.conversions), "sales": .integer(link.counters.sales),
            "saleAmount": .integer(link.counters.saleAmount), "lastClicked": .time(link.counters.lastClicked),
            "userId": .string(userID), "workspaceId": .string(link.workspaceID), "projectId": .string(link.workspaceID),
            "createdAt": .time(link.createdAt), "updatedAt": .time(link.updatedAt),
        ])
        return object
    }

    /// A link as the answers of the Links API show it: with the two fields that nobody documents and everybody gets.
    public func answer(_ link: Link) -> JSONValue {
        var object = json(link)
        object.merge(["identifier": nil, "linkRetentionCleanupDisabledAt": nil])
        return .object(object)
    }

    /// A link as the answer to a lead shows it (`dub-api.md`, 11.3).
    public func brief(_ link: Link) -> JSONValue {
        [
            "id": .string(link.id), "domain": .string(link.domain), "key": .string(link.key.text),
            "shortLink": .string(shortLink(link)), "url": .string(link.url),
            "partnerId": .optional(link.extras.partnerID), "programId": .optional(link.extras.programID),
            "tenantId": .optional(link.tenantID), "externalId": .optional(link.externalID),
        ]
    }

    static func geo(_ targets: [String: String]?) -> JSONValue {
        guard let targets else { return .null }
        return .object(JSONObject(targets.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    }

    static func variants(_ variants: [Link.Extras.Variant]?) -> JSONValue {
        guard let variants else { return .null }
        return .array(variants.map { ["url": .string($0.url), "percentage": .integer($0.percentage)] })
    }
}

extension Link {
    /// The five campaign tags, read from the destination (`dub-api.md`, 8.2 step 2).
    fileprivate var campaignTags: JSONObject {
        let found = PageURL(url).map { CampaignTags(in: $0).values } ?? [:]
        return JSONObject(CampaignTags.names.dropLast().map { ($0, .optional(found[$0].nonEmpty)) })
    }
}

extension JSONValue {
    /// A time as the API writes it, or null.
    static func time(_ time: Timestamp?) -> JSONValue { .optional(time?.text) }
}
