import Evidence

/// The API knows no such partner link.
enum LinkNotFound: Check {
    static let entry = CatalogueEntry(
        "link-not-found", .account, .major,
        title: "The API knows no such link",
        why: "The refer domain or the key of the partner link does not exist in the workspace.",
        fix: "Check the refer domain in data-domains.", needsBrowser: true, isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        let calls = APICall.all(on: page).filter { $0.request.status == 404 && $0.code != nil && $0.operation == "click" }
        guard let call = calls.first, let live = page.live else { return [] }
        let isOwnKey = call.request.body?.has("dubcheck-\(live.probeValue)") == true
        var finding = entry.finding(
            "The API knows no such link: \(call.message ?? "not found").", call.evidence,
            fix: isOwnKey
                ? "Check the refer domain in data-domains; the key in ?via= was made up for this look, so give a page URL with "
                    + "a partner's own key to be sure." : nil)
        finding.confidence = .observed
        return [Observation(finding)]
    }
}
