import PageURL

/// What events are filtered and grouped by, all of it from the click (`dub-api.md`, 15.3, 15.4 and 15.6).
public enum Dimension: String, Sendable, Hashable, CaseIterable {
    /// Where the visitor was; the region without its country.
    case continent, country, region, city
    /// What the visitor's program is.
    case device, browser, os
    /// What brought the visitor: a link, a code, a page view.
    case trigger
    /// Where the visitor came from: the host, and the address without its query.
    case referer, refererURL
    /// The clicked address in full, and without its query.
    case url, baseURL
    /// The campaign tags of the clicked address, decoded.
    case utmSource, utmMedium, utmCampaign, utmTerm, utmContent

    /// The campaign tags, by the names that they have in addresses.
    static let campaignTags: [(name: String, dimension: Dimension)] = [
        ("utm_source", .utmSource), ("utm_medium", .utmMedium), ("utm_campaign", .utmCampaign),
        ("utm_term", .utmTerm), ("utm_content", .utmContent),
    ]
}

extension Click {
    /// The value of every dimension; empty or `Unknown` where there is none.
    ///
    /// A store that keeps them with the click can count without reading user agents and addresses again.
    public var dimensions: [Dimension: String] {
        let agent = VisitorAgent(userAgent)
        var values: [Dimension: String] = [
            .continent: place.continent, .country: place.country, .region: place.region, .city: place.city,
            .device: agent.device, .browser: agent.browser, .os: agent.os, .trigger: trigger.rawValue,
            .referer: refererHost, .refererURL: refererURL.withoutQuery, .url: url, .baseURL: url.withoutQuery,
        ]
        let tags = PageURL(url).map { CampaignTags(in: $0).values } ?? [:]
        for (name, dimension) in Dimension.campaignTags { values[dimension] = tags[name] ?? "" }
        return values
    }
}
