/// What `/events` and `/analytics` ask for alike: filters and a window, read and validated (`dub-api.md`, 15.2 and 15.3).
public struct EventQuery: Sendable, Hashable {
    /// The link, or links, that are named.
    public var link: LinkChoice?
    /// What the events must be like; `links` are those that are not named but described.
    public var filter = EventFilter()
    /// When they were.
    public var time = TimeRequest()
    /// What was read otherwise than it may have been meant.
    public var notes: [Note] = []

    /// The most characters of conditions on metadata.
    private static let longestCondition = 10_000

    /// All events of the last 30 days.
    public init() {}

    /// The filters and times of a query.
    ///
    /// - Parameter readsTagIDs: whether `tagIds`, an old name of `tagId`, counts.
    /// - Throws: 422 for the first one that cannot be read.
    public init(_ fields: RequestFields, readsTagIDs: Bool) throws(APIError) {
        link = try LinkChoice(fields)
        filter.links = try Self.links(fields, readsTagIDs: readsTagIDs)
        filter.dimensions = try Self.dimensions(fields)
        for (name, _) in Dimension.campaignTags {
            guard let values = ValueFilter(list: try fields.text(name)) else { continue }
            filter.campaignTags.append(EventFilter.CampaignTag(name, values))
        }
        filter.customerID = try fields.text("customerId").nonEmpty
        let types = EventFilter.SaleType.allCases.map(\.rawValue)
        filter.saleType = try fields.choice("saleType", of: types).flatMap(EventFilter.SaleType.init)
        filter.eventName = ValueFilter(list: try fields.text("eventName"))
        let conditions = try fields.text("query", most: Self.longestCondition)
        filter.metadata = MetadataCondition.conditions(in: conditions ?? "")
        time = try TimeRequest(fields)
        if let region = try fields.text("region").nonEmpty, !region.contains("-") { notes.append(.bareRegion(region)) }
        if time.end != nil, time.start == nil { notes.append(.endWithoutStart) }
    }

    private static func links(_ fields: RequestFields, readsTagIDs: Bool) throws(APIError) -> LinkScope {
        var traits = LinkTraits()
        traits.domain = ValueFilter(list: try fields.text("domain"))?.map { $0.lowercased() }
        traits.tenantID = ValueFilter(list: try fields.text("tenantId"))
        traits.tagID = ValueFilter(list: try fields.text("tagId"))
        if readsTagIDs, traits.tagID == nil { traits.tagID = ValueFilter(list: try fields.text("tagIds")) }
        traits.folderID = ValueFilter(list: try fields.text("folderId"))
        traits.isRoot = try fields.flag("root")
        return traits == LinkTraits() ? .all : .having(traits)
    }

    private static func dimensions(_ fields: RequestFields) throws(APIError) -> [Dimension: ValueFilter] {
        var filters: [Dimension: ValueFilter] = [:]
        for (name, dimension) in plainNames { filters[dimension] = ValueFilter(list: try fields.text(name)) }
        for (name, dimension) in capitalizedNames {
            filters[dimension] = ValueFilter(list: try fields.text(name))?.map(capitalized)
        }
        if try fields.flag("qr") == true, filters[.trigger] == nil {
            filters[.trigger] = ValueFilter([Click.Trigger.qr.rawValue])
        }
        // `US-CA` is a country and a region; without a hyphen it is a country, as upstream has it.
        if let text = try fields.text("region").nonEmpty {
            let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if let country = parts.first, !country.isEmpty { filters[.country] = ValueFilter([country]) }
            if let region = parts.dropFirst().first, !region.isEmpty { filters[.region] = ValueFilter([region]) }
        }
        return filters
    }

    private static let plainNames: [(name: String, dimension: Dimension)] = [
        ("continent", .continent), ("country", .country), ("city", .city), ("trigger", .trigger), ("referer", .referer),
        ("refererUrl", .refererURL), ("url", .baseURL),
    ]

    private static let capitalizedNames: [(name: String, dimension: Dimension)] = [
        ("device", .device), ("browser", .browser), ("os", .os),
    ]

    /// Each word with a capital first letter, but for one name.
    private static func capitalized(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            word == "iOS" ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
        }.joined(separator: " ")
    }
}
