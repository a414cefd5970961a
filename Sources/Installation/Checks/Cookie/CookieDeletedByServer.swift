import Evidence

/// The server deletes the cookie.
enum CookieDeletedByServer: Check {
    static let entry = CatalogueEntry(
        "cookie-deleted-by-server", .cookie, .major,
        title: "The server deletes dub_id",
        why: "A Set-Cookie with a past date, or Clear-Site-Data, removes the cookie on the next page.",
        fix: "Remove dub_id from the cookie clean-up list.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        if let cookie = ServerCookie.all(on: page).first(where: { $0.isDeletion }) {
            let finding = entry.finding(
                "The server deletes the dub_id cookie with this page.",
                [FindingEvidence(.header, "Set-Cookie: \(cookie.line.condensed())")])
            return [Observation(finding)]
        }
        let cleared = page.fields.joined("clear-site-data") ?? ""
        guard cleared.contains("\"cookies\"") || cleared.contains("\"*\"") else { return [] }
        let finding = entry.finding(
            "The server clears all cookies with this page.", [FindingEvidence(.header, "Clear-Site-Data: \(cleared)")],
            fix: "Do not send Clear-Site-Data with pages that visitors land on.")
        return [Observation(finding)]
    }
}
