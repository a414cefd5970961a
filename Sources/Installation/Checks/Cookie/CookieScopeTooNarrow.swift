import CookieForecast
import Evidence
import HTMLPage
import PageURL

/// The app does not get the cookie.
enum CookieScopeTooNarrow: TagCheck {
    static let entry = CatalogueEntry(
        "cookie-scope-too-narrow", .cookie, .major,
        title: "The app does not get the cookie",
        why:
            "By default the cookie belongs to the page's host and the hosts below it. An app on a sibling host never sees it.",
        fix: "Set the cookie's domain to the site's domain with data-cookie-options.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard let cookie = page.forecasts[tag.index]?.cookie, !page.urlIsAssumed,
            let site = PublicSuffixes.registrableDomain(page.pageURL.host)
        else { return nil }
        let scope = cookie.hostOnly ? "\(cookie.domain) alone" : "\(cookie.domain) and the hosts below it"
        let options = "data-cookie-options='{\"domain\":\".\(site)\"}'"
        let evidence = [FindingEvidence(.cookie, "the cookie is kept for \(scope)")]
        if let app = page.options.appURL {
            let isSent = app.host == cookie.domain || (!cookie.hostOnly && app.host.hasSuffix(".\(cookie.domain)"))
            guard !isSent, PublicSuffixes.areSameSite(app.host, page.pageURL.host) else { return nil }
            let finding = entry.finding(
                "The cookie is kept for \(scope); the app on \(app.host) does not get it.", evidence,
                fix: "Set \(options).")
            return Observation(finding, tag: tag.index)
        }
        // Without --app-url nobody knows where the app lives: tell, and do not count.
        guard !cookie.hostOnly, cookie.domain != site, tag.element["data-cookie-options"] == nil else { return nil }
        let finding = entry.finding(
            "The cookie is kept for \(scope). An app elsewhere below \(site) would not get it; --app-url checks that.",
            evidence, fix: "If the app lives on another host of \(site): \(options).", severity: .info)
        return Observation(finding, tag: tag.index)
    }
}
