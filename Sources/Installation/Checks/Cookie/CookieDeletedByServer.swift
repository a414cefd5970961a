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
            return [observation(finding, on: page)]
        }
        let cleared = page.fields.joined("clear-site-data") ?? ""
        guard cleared.contains("\"cookies\"") || cleared.contains("\"*\"") else { return [] }
        let finding = entry.finding(
            "The server clears all cookies with this page.", [FindingEvidence(.header, "Clear-Site-Data: \(cleared)")],
            fix: "Do not send Clear-Site-Data with pages that visitors land on.")
        return [observation(finding, on: page)]
    }

    /// In a browser that lost the cookie it is the cause.
    private static func observation(_ finding: Finding, on page: Analysis) -> Observation {
        let isLost = page.live.map { $0.hasObject && !$0.keepsCookie && $0.vanishedIn != nil } ?? false
        return Observation(finding, isLost ? .stopsCookie : .none)
    }

    /// The server's answers take the cookie away.
    static func isCause(on page: Analysis) -> Bool {
        ServerCookie.all(on: page).contains(where: \.isDeletion) || page.fields.joined("clear-site-data") != nil
    }
}
