import CookieForecast
import Evidence

/// The server sets an HttpOnly `dub_id`, which the script can neither read nor replace.
enum CookieHTTPOnlyExisting: Check {
    static let entry = CatalogueEntry(
        "cookie-httponly-existing", .cookie, .major,
        title: "The server sets dub_id as HttpOnly",
        why: "A script neither sees an HttpOnly cookie nor replaces it: the old value stays.",
        fix: "Do not set dub_id as HttpOnly on the server.", alone: .blocker)

    static func examine(_ page: Analysis) -> [Observation] {
        let cookies = ServerCookie.all(on: page).filter { $0.isHTTPOnly && !$0.isDeletion }
        guard let last = cookies.last else { return [] }
        let finding = entry.finding(
            "The server sets dub_id as an HttpOnly cookie: the script can neither read nor replace it.",
            [FindingEvidence(.header, "Set-Cookie: \(last.line.condensed())")])
        let stopped = page.liveTags.filter { tag in
            page.forecasts[tag.index]?.cookie.map { own in cookies.contains { $0.hasScope(of: own, on: page) } }
                ?? false
        }
        // Another scope makes another cookie, beside which the script's own is kept.
        return stopped.isEmpty
            ? [Observation(finding)]
            : stopped.map { Observation(finding, .stopsCookie, tag: $0.index) }
    }
}
