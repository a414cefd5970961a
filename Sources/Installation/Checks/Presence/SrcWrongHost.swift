import CookieForecast
import Evidence
import PageURL

/// The src leads to a host that is not Dub's.
enum SrcWrongHost: TagCheck {
    static let entry = CatalogueEntry(
        "src-wrong-host", .presence, .blocker,
        title: "The src names another host",
        why:
            "A typing error, a look-alike host or a missing https:// makes the browser ask somebody else for the script.",
        fix: "Use https://www.dubcdn.com/analytics/script.js or your own proxy path.", isReproduced: false)

    /// What follows from asking the wrong host.
    static let causes: Set<String> = [
        "src-wrong-host", "script-http-error", "script-network-error", "proxy-serves-html", "script-mime-nosniff",
        "script-exception", "crossorigin-no-cors", "integrity-mismatch", "corp-coep-blocked", "proxied-script",
    ]

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard case .lookalike(let host) = tag.identity else { return nil }
        let isOwn = host == page.pageURL.host
        let message =
            isOwn
            ? "The src has no https:// before Dub's address, so that the browser asks this site for it."
            : "The src leads to \(host.isEmpty ? "no host" : host), which is not Dub's host www.dubcdn.com."
        let finding = entry.finding(
            message, [.attribute(tag.sourceAttribute ?? "src", of: tag)] + FileEvidence.answer(of: tag))
        return Observation(finding, .stopsScript, tag: tag.index, explains: causes)
    }
}
