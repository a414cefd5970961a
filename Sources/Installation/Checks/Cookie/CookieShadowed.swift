import CookieForecast
import Evidence

/// Another `dub_id` stands before the script's own, and is what everybody reads.
enum CookieShadowed: TagCheck {
    static let entry = CatalogueEntry(
        "cookie-shadowed", .cookie, .major,
        title: "Another dub_id comes first",
        why:
            "Cookies of one name and different domains or paths live side by side. Readers take the first, which is the "
            + "older one: conversions are reported with its id.",
        fix: "Delete the old cookie; use one domain setting on all hosts.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        // With first-click an older cookie is meant to stay.
        guard let own = page.forecasts[tag.index]?.cookie, tag.attributes["data-attribution-model"] != "first-click",
            let other = VisibleServerCookie.all(on: page).first(where: { $0.hides(own) })
        else { return nil }
        let (theirs, ours) = (
            scope(other.domain, other.isHostOnly, other.path), scope(own.domain, own.hostOnly, own.path)
        )
        let finding = entry.finding(
            "The server sets dub_id=\(other.cookie.value.condensed(limit: 60)) for \(theirs), the script its own for \(ours): "
                + "both stay, and the server's is read first.",
            [FindingEvidence(.header, "Set-Cookie: \(other.cookie.line.condensed())")],
            fix: "Do not set dub_id on the server, or set it for \(ours).")
        return Observation(finding, tag: tag.index)
    }

    private static func scope(_ domain: String, _ isHostOnly: Bool, _ path: String) -> String {
        (isHostOnly ? "\(domain) alone" : ".\(domain)") + (path == "/" ? "" : " and the path \(path)")
    }
}
