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

/// A part of a click, from which some of its dimensions follow and nothing else.
///
/// Many clicks share their parts, so that a store need not find out what follows from them for each click anew.
public enum ClickPart: Sendable, Hashable {
    /// Where the visitor was.
    case place(Click.Place)
    /// The user agent.
    case agent(String)
    /// What brought the visitor.
    case trigger(Click.Trigger)
    /// Where the visitor came from, or `(direct)`.
    case referer(String)
    /// The clicked address.
    case url(String)

    /// The values of its dimensions, in the order of ``Dimension``; empty or `Unknown` where there is none.
    public var values: [String] {
        switch self {
        case .place(let place): return [place.continent, place.country, place.region, place.city]
        case .agent(let text):
            let agent = VisitorAgent(text)
            return [agent.device, agent.browser, agent.os]
        case .trigger(let trigger): return [trigger.rawValue]
        case .referer(let text): return [Click.host(ofReferer: text), text.withoutQuery]
        case .url(let url):
            let tags = PageURL(url).map { CampaignTags(in: $0).values } ?? [:]
            return [url, url.withoutQuery] + Dimension.campaignTags.map { tags[$0.name] ?? "" }
        }
    }
}

extension Click {
    /// Its parts, in the order of ``Dimension``.
    public var parts: [ClickPart] {
        [.place(place), .agent(userAgent), .trigger(trigger), .referer(refererURL), .url(url)]
    }

    /// The value of every dimension; empty or `Unknown` where there is none.
    public var dimensions: [Dimension: String] {
        Dictionary(uniqueKeysWithValues: zip(Dimension.allCases, parts.flatMap(\.values)))
    }
}
