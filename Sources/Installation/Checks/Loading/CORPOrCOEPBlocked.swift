import CookieForecast
import Evidence
import HTMLPage
import PageURL

/// A cross-origin isolation header keeps the file out.
enum CORPOrCOEPBlocked: TagCheck {
    static let entry = CatalogueEntry(
        "corp-coep-blocked", .loading, .blocker,
        title: "An isolation header keeps the script out",
        why: "A page with Cross-Origin-Embedder-Policy: require-corp takes only files that opt in, and a file with "
            + "Cross-Origin-Resource-Policy: same-origin or same-site is refused to other sites.",
        fix: "Proxy the script on your own origin, or use COEP credentialless.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard let url = tag.url, url.origin != page.pageURL.origin, tag.element["crossorigin"] == nil,
            let file = tag.file, file.failure == nil
        else { return nil }
        let policy = file.fields["cross-origin-resource-policy"]?.lowercased()
        let isSameSite =
            url.scheme == page.pageURL.scheme && PublicSuffixes.areSameSite(url.host, page.pageURL.host)
        let embedder = page.fields["cross-origin-embedder-policy"]?.lowercased().split(separator: ";").first
        let needsOptIn = embedder?.trimmingPrefix { $0 == " " } == "require-corp"

        let header: String
        if policy == "same-origin" || (policy == "same-site" && !isSameSite) {
            header = "\(url.href): Cross-Origin-Resource-Policy: \(policy ?? "")"
        } else if policy == nil, needsOptIn {
            header = "Cross-Origin-Embedder-Policy: require-corp, and no Cross-Origin-Resource-Policy on \(url.href)"
        } else {
            return nil
        }
        let finding = entry.finding(
            "The browser refuses the script's file to this page because of an isolation header.",
            [FindingEvidence(.header, header)])
        return Observation(finding, .stopsScript, tag: tag.index)
    }
}
