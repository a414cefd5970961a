import Evidence

/// The visit is answered with an id, and the click is refused.
enum VisitCookieWithoutClick: Check {
    static let entry = CatalogueEntry(
        "visit-cookie-without-click", .account, .major,
        title: "A visit's cookie proves nothing",
        why:
            "The endpoint for visits answers with an id before it checks the host: a cookie appears, nothing is recorded.",
        fix: "Add the host to Allowed Hostnames; the cookie alone proves nothing.", needsBrowser: true,
        isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        let calls = APICall.all(on: page)
        guard let visit = calls.first(where: { $0.operation == "visit" && $0.request.status == 200 }),
            let click = calls.first(where: { $0.operation == "click" && $0.request.status == 403 })
        else { return [] }
        var finding = entry.finding(
            "The visit is answered, and the click is refused: nothing is recorded.",
            visit.evidence + click.evidence)
        finding.confidence = .observed
        return [Observation(finding)]
    }
}
