import CookieForecast
import Evidence
import PageURL

/// The app is on another site, where no cookie of this one goes.
enum CookieCrossSiteApp: TagCheck {
    static let entry = CatalogueEntry(
        "cookie-cross-site-app", .cookie, .major,
        title: "The app is on another site",
        why: "A cookie never crosses from one registrable domain to another: links to the app must carry the click id.",
        fix: "Use the outbound-domains variant with both domains and the script on both.", isReproduced: false)

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard let app = page.options.appURL, !page.urlIsAssumed, tag.isDub,
            !PublicSuffixes.areSameSite(app.host, page.pageURL.host), !decoratesLinks(tag, to: app.host)
        else { return nil }
        let finding = entry.finding(
            "The app on \(app.host) is another site than \(page.pageURL.host), and links to it are not given the click id.",
            [FindingEvidence(.url, app.href)])
        return Observation(finding, tag: tag.index)
    }

    /// The tag adds the click id to links to the host (analytics-script, 7).
    private static func decoratesLinks(_ tag: DubTag, to host: String) -> Bool {
        guard tag.variant?.parts.contains(.outboundDomains) == true,
            let domains = tag.attributes["data-domains"].flatMap({ try? JSValue(parsing: $0) })
        else { return false }
        let entries: [String]
        switch domains["outbound"] {
        case .string(let list)?: entries = list.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        case .array(let list)?:
            entries = list.compactMap { if case .string(let text) = $0 { text } else { nil } }
        default: entries = []
        }
        let bare = { (name: String) in name.hasPrefix("www.") ? String(name.dropFirst(4)) : name }
        return entries.contains { entry in
            entry.hasPrefix("*.") ? host.hasSuffix(String(entry.dropFirst())) : bare(entry) == bare(host)
        }
    }
}
