import CookieForecast
import Evidence

/// Safari keeps the cookie for 7 days at most.
enum CookieITPCap: TagCheck {
    static let entry = CatalogueEntry(
        "cookie-itp-cap", .cookie, .info,
        title: "Safari keeps the cookie for 7 days at most",
        why: "WebKit caps the lifetime of cookies that scripts write, whatever they say.",
        fix: "For longer windows set the cookie from your server.", isReproduced: false)

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        // True of every installation: worth a line only where somebody asked for a longer time.
        guard let options = tag.attributes["data-cookie-options"], options.has("expires"),
            let days = page.forecasts[tag.index]?.cookie?.expiresInDays, days > 90
        else { return nil }
        let finding = entry.finding(
            "The cookie is meant to last \(Int(days.rounded())) days; Safari keeps it for 7 at most.",
            [.attribute("data-cookie-options", of: tag)])
        return Observation(finding, tag: tag.index)
    }
}
