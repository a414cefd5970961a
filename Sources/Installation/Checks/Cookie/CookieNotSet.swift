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
}
