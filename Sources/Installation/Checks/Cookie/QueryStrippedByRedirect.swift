import CookieForecast
import Evidence
import PageURL

/// A redirect loses the click id.
enum QueryStrippedByRedirect: Check {
    static let entry = CatalogueEntry(
        "query-stripped-by-redirect", .cookie, .blocker,
        title: "A redirect drops the query",
        why:
            "A redirect to https, to www, to a locale or to a login that forgets the query loses ?dub_id= before the script "
            + "can read it.",
        fix: "Keep the query string in the redirect.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        let probe = page.evidence.probeValue
        guard page.pageURL.first("dub_id") != probe else { return [] }
        // What the page itself does, a browser has seen, and has a row of its own.
        let hops = page.evidence.hops.filter { page.live == nil || $0.kind == .http }
        guard
            let index = hops.firstIndex(where: { hop in
                hop.url.first("dub_id") == probe && hop.destination?.first("dub_id") != probe
            })
        else { return [] }
        let hop = hops[index]
        let destination = hop.destination?.href ?? hop.location
        let how = hop.kind == .http ? "answers \(hop.status)" : "refreshes"
        let finding = entry.finding(
            "Redirect \(index + 1) drops the query, so that the page never sees dub_id.",
            [FindingEvidence(.redirect, "\(hop.url.displayed) \(how) to \(destination)")],
            fix: "Keep the query string in the redirect at hop \(index + 1) (\(hop.url.withoutQuery) to "
                + "\(hop.destination?.withoutQuery ?? hop.location)).")
        return [Observation(finding, .stopsCookie, explains: ["cookie-not-set"])]
    }
}
