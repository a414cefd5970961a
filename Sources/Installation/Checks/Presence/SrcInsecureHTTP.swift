import Evidence
import PageURL

/// The src is http on an https page.
enum SrcInsecureHTTP: TagCheck {
    static let entry = CatalogueEntry(
        "src-insecure-http", .presence, .blocker,
        title: "The src is http:// on an https page",
        why: "Browsers block insecure scripts on secure pages.",
        fix: "Change http:// to https:// in src.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard let url = tag.url, url.scheme == "http", page.pageURL.scheme == "https",
            !url.isPotentiallyTrustworthy, !page.policies.upgradesInsecureRequests(before: tag)
        else { return nil }
        let finding = entry.finding(
            "The page is https and the script is http: browsers block it.",
            [.attribute(tag.sourceAttribute ?? "src", of: tag)])
        return Observation(finding, .stopsScript, tag: tag.index, explains: SrcWrongHost.causes)
    }
}
