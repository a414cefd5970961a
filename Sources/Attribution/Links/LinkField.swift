/// The fields of a link that a request can set (`dub-api.md`, 8.2).
public enum LinkField: String, Sendable, Hashable, CaseIterable {
    case url, domain, key, comments, password, title, description, image, video, ios, android, geo, expiresAt
    case testStartedAt, testCompletedAt
    case externalID = "externalId"
    case tenantID = "tenantId"
    case folderID = "folderId"
    case programID = "programId"
    case partnerID = "partnerId"
    case webhookIDs = "webhookIds"
    case expiredURL = "expiredUrl"
    case tracksConversions = "trackConversion"
    case isArchived = "archived"
    case isIndexed = "doIndex"
    case isProxied = "proxy"
    case isCloaked = "rewrite"
    case hasPublicStats = "publicStats"
    case variants = "testVariants"
    /// The labels, by one of three names.
    case labels = "tagIds"
    /// The UTM parameters and `ref`.
    case campaign = "utm"

    /// What the field is called in a body; any of these.
    var names: [String] {
        switch self {
        case .labels: ["tagIds", "tagNames", "tagId"]
        case .campaign: CampaignTags.names
        default: [rawValue]
        }
    }

    /// The fields that a body has, also as null.
    static func given(in fields: RequestFields) -> Set<LinkField> {
        Set(allCases.filter { $0.names.contains(where: fields.has) })
    }
}

/// Which labels a request names.
public enum TagChoice: Sendable, Hashable {
    /// By their ids.
    case ids([String])
    /// By their names, whose letter case does not count.
    case names([String])

    /// What a body or a query says: `tagIds` win over `tagNames`, and these over the old `tagId`; nil for nothing.
    init?(_ fields: RequestFields) throws(APIError) {
        if let ids = try fields.list("tagIds") {
            self = .ids(ids)
        } else if let names = try fields.list("tagNames") {
            self = .names(names)
        } else if let id = try fields.text("tagId").nonEmpty {
            self = .ids([id])
        } else {
            return nil
        }
    }

    /// The tags that exist of those named, each once and in the order of the request, and what is left over.
    func resolved(among tags: [Tag]) -> (ids: [String], unknown: [String]) {
        var ids: [String] = []
        var unknown: [String] = []
        for (text, tag) in named(among: tags) {
            if let tag {
                if !ids.contains(tag.id) { ids.append(tag.id) }
            } else {
                unknown.append(text)
            }
        }
        return (ids, unknown)
    }

    private func named(among tags: [Tag]) -> [(String, Tag?)] {
        switch self {
        case .ids(let ids): ids.map { id in (id, tags.first { $0.id == id }) }
        case .names(let names):
            names.map { name in (name, tags.first { $0.name.lowercased() == name.lowercased() }) }
        }
    }
}
