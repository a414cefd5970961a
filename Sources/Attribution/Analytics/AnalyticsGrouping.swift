/// What the rows of `/analytics` are, by the names of the API (`dub-api.md`, 15.4).
public enum AnalyticsGrouping: String, Sendable, Hashable, CaseIterable {
    case count, timeseries, continents, countries, regions, cities, devices, browsers, os, triggers, trigger, referers
    case refererURLs = "referer_urls"
    case links = "top_links"
    case urls = "top_urls"
    case baseURLs = "top_base_urls"
    case utmSources = "utm_sources"
    case utmMediums = "utm_mediums"
    case utmCampaigns = "utm_campaigns"
    case utmTerms = "utm_terms"
    case utmContents = "utm_contents"
    case domains = "top_domains"
    case folders = "top_folders"
    case tags = "top_link_tags"
    case partners = "top_partners"
    case groups = "top_groups"
    case partnerTags = "top_partner_tags"
    case eventNames = "event_names"

    /// What events are grouped by; nil where there are no groups, or never any in them.
    var grouping: Grouping? {
        switch self {
        case .count, .timeseries, .partners, .groups, .partnerTags: nil
        case .regions: .dimensions([.country, .region])
        case .cities: .dimensions([.country, .region, .city])
        case .links: .link
        case .domains: .domain
        case .folders: .folder
        case .tags: .tag
        case .eventNames: .eventName
        default: field.map { .dimensions([$0.dimension]) }
        }
    }

    /// The one dimension of a row, and the name it has there.
    var field: (name: String, dimension: Dimension)? {
        switch self {
        case .continents: ("continent", .continent)
        case .countries: ("country", .country)
        case .devices: ("device", .device)
        case .browsers: ("browser", .browser)
        case .os: ("os", .os)
        case .triggers, .trigger: ("trigger", .trigger)
        case .referers: ("referer", .referer)
        case .refererURLs: ("refererUrl", .refererURL)
        case .urls: ("url", .url)
        case .baseURLs: ("url", .baseURL)
        case .utmSources: ("utm_source", .utmSource)
        case .utmMediums: ("utm_medium", .utmMedium)
        case .utmCampaigns: ("utm_campaign", .utmCampaign)
        case .utmTerms: ("utm_term", .utmTerm)
        case .utmContents: ("utm_content", .utmContent)
        default: nil
        }
    }
}
