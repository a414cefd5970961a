import Evidence

/// The cookie of a manual test is still there.
enum TestValueResidue: Check {
    static let entry = CatalogueEntry(
        "test-value-residue", .cookie, .info,
        title: "A manual test left dub_id=test",
        why:
            "The test with ?dub_id=test overwrites a genuine click id for 90 days; what follows is counted under test.",
        fix: "Delete dub_id after testing.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        if let cookie = VisibleServerCookie.all(on: page).first(where: { $0.cookie.value == "test" }) {
            let finding = entry.finding(
                "The server sets dub_id=test, the value of a manual test.",
                [FindingEvidence(.header, "Set-Cookie: \(cookie.cookie.line.condensed())")],
                fix: "Take the test value out of the server's code.")
            return [Observation(finding)]
        }
        guard page.options.requestCookies["dub_id"] == "test" else { return [] }
        let finding = entry.finding(
            "The profile has dub_id=test, the value of a manual test.", [FindingEvidence(.cookie, "dub_id=test")])
        return [Observation(finding)]
    }
}
