import CookieForecast
import Evidence

/// The cookie is not kept for a reason without a row of its own.
enum CookieNotSet: Check {
    static let entry = CatalogueEntry(
        "cookie-not-set", .cookie, .blocker,
        title: "The cookie is not kept",
        why: "The script runs, and the browser keeps no dub_id cookie.",
        fix: "Remove the option that spoils the cookie.")

    static func examine(_ page: Analysis) -> [Observation] {
        let refusals: [any ForecastCheck.Type] = [
            CookieDomainMismatch.self, CookieDomainPublicSuffix.self, CookieHostWWWOnSuffix.self,
            CookieHTTPOnlyOption.self, CookieSecureOnHTTP.self, CookieSameSiteNoneInsecure.self, CookieExpired.self,
        ]
        let known = Set(refusals.map { $0.entry.id })
        return page.liveTags.compactMap { tag in
            guard let forecast = page.forecasts[tag.index], forecast.scriptRuns, forecast.clickID != nil,
                forecast.cookie == nil, !forecast.reasons.contains(where: { known.contains($0.findingID) })
            else { return nil }
            let reason = forecast.reasons.first { $0.isRefusal }
            let finding = entry.finding(
                "The script runs, and the browser keeps no dub_id cookie" + (reason.map { ": \($0.detail)" } ?? "."),
                forecast.written.map { [FindingEvidence(.cookie, "document.cookie = \"\($0)\"")] } ?? [],
                fix: reason?.fix)
            return Observation(finding, .stopsCookie, tag: tag.index)
        }
    }

    /// The finding where nothing that is known explains the loss.
    static func unexplained(on page: Analysis) -> Finding {
        guard let live = page.live else { return entry.finding("The script runs, and no dub_id cookie is kept.") }
        let stored = live.judged.cookiesAtEnd.filter { $0.name == "dub_id" }.map {
            FindingEvidence(.cookie, "dub_id=\($0.cookie.value.condensed(limit: 80)) for \($0.cookie.domain)")
        }
        let refused = live.issues.filter { $0.kind == .cookie }.map { FindingEvidence(.cookie, $0.rule) }
        let written = page.liveTags.last.flatMap { page.forecasts[$0.index]?.written }.map {
            FindingEvidence(.cookie, "the script writes: \($0.condensed())")
        }
        var finding = entry.finding(
            "The script runs, and the browser's store holds no dub_id with the value of the URL.",
            refused + stored + [written].compactMap(\.self), fix: "See what the page's own code does to its cookies.")
        finding.confidence = .observed
        return finding
    }
}
