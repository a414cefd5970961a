import Evidence

/// The browser lets the page keep no cookies.
enum CookieStorageBlocked: Check {
    static let entry = CatalogueEntry(
        "cookie-storage-blocked", .cookie, .major,
        title: "The browser keeps no cookies for the page",
        why: "In a frame of another site, or with cookies switched off, nothing is stored.",
        fix: "Open the page as top-level document.", needsBrowser: true, alone: .blocker)

    static func examine(_ page: Analysis) -> [Observation] {
        guard let live = page.live, live.hasObject, live.working == nil, live.judged.cookiesEnabled == false,
            page.policies.enforced.allSatisfy({ $0["sandbox"] == nil })
        else { return [] }
        var finding = entry.finding(
            "Cookies are switched off for the page.", [FindingEvidence(.cookie, "navigator.cookieEnabled is false")])
        finding.confidence = .observed
        return [Observation(finding, .stopsCookie)]
    }
}
