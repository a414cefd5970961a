import CookieForecast
import Evidence
import PageURL

/// The policy keeps the script from calling the API.
enum CSPConnectSrcBlocksAPI: TagCheck {
    static let entry = CatalogueEntry(
        "csp-connect-src-blocks-api", .loading, .major,
        title: "The policy blocks calls to the API",
        why:
            "?dub_id= needs no call and works; partner links (?via=), visits and conversions are posted to the API, which "
            + "connect-src or default-src does not list.",
        fix: "Add https://api.dub.co to connect-src.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard let variant = tag.variant, callsAPI(tag, variant: variant),
            let api = PageURL(tag.attributes["data-api-host"] ?? "https://api.dub.co", relativeTo: page.pageURL),
            api.isHTTP
        else { return nil }
        let calls = page.live?.capture[.partner]?.requests.filter { $0.purpose == .api && $0.method == "POST" }
        if calls?.contains(where: { $0.failure == nil }) == true { return nil }
        let policies = page.policies
        let refusing = policies.policies(at: .max).first { policies.refusal(ofConnectionTo: api, by: $0) != nil }
        guard let refusing else { return nil }
        let finding = entry.finding(
            "The page's policy keeps the script from calling \(api.origin).", [refusing.evidence],
            fix: "Add \(api.origin) to connect-src.")
        return Observation(finding, tag: tag.index)
    }

    /// The configuration makes the script post something.
    private static func callsAPI(_ tag: DubTag, variant: ScriptVariant) -> Bool {
        if variant.parts.contains(.conversionTracking) || tag.attributes["data-short-domain"] != nil { return true }
        let domains = tag.attributes["data-domains"].flatMap { try? JSValue(parsing: $0) }
        let hasSite = domains?["site"] != nil && variant.parts.contains(.siteVisit)
        return hasSite || domains?["refer"] != nil
    }
}
