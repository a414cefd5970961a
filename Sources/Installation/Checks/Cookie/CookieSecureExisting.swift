import CookieForecast
import Evidence
import PageURL

/// An older Secure cookie keeps a page without https from writing its own.
enum CookieSecureExisting: Check {
    static let entry = CatalogueEntry(
        "cookie-secure-existing", .cookie, .minor,
        title: "An older Secure dub_id stays",
        why: "A page by http cannot replace a cookie that was set with Secure by https: the old click id stays.",
        fix: "Redirect http to https.", needsBrowser: true, alone: .blocker)

    static func examine(_ page: Analysis) -> [Observation] {
        guard let live = page.live, live.hasObject, !page.pageURL.isPotentiallyTrustworthy,
            let old = live.judged.cookiesAtEnd.first(where: {
                $0.name == "dub_id" && $0.cookie.secure && $0.cookie.value != live.probeValue
            })
        else { return [] }
        var finding = entry.finding(
            "The page is http, and a Secure dub_id of its https side stays in its place.",
            [
                FindingEvidence(
                    .cookie, "dub_id=\(old.cookie.value.condensed(limit: 60)); secure, for \(old.cookie.domain)")
            ])
        finding.confidence = .observed
        return [Observation(finding, live.keepsCookie ? .none : .stopsCookie)]
    }
}
