import Evidence

/// The API knows no such partner link.
enum LinkNotFound: Check {
    static let entry = CatalogueEntry(
        "link-not-found", .account, .major,
        title: "The API knows no such link",
        why: "The refer domain or the key of the partner link does not exist in the workspace.",
        fix: "Check the refer domain in data-domains.", needsBrowser: true, isReproduced: false)

    /// The partner key of the look is made up, so that an unknown key says nothing: only an unknown domain does.
    static func examine(_ page: Analysis) -> [Observation] {
        guard let live = page.live else { return [] }
        let calls = APICall.all(on: page).filter { $0.request.status == 404 && $0.code != nil }
        guard let call = calls.first, call.operation == "click" else { return [] }
        let text = (call.message ?? "").lowercased()
        let isOwnKey = call.request.body?.has("dubcheck-\(live.probeValue)") == true
        let isDomain = text.has("domain")
        var finding = entry.finding(
            isOwnKey && !isDomain
                ? "The API knows no link with the made-up key of this look, as is to be expected."
                : "The API knows no such link: \(call.message ?? "not found").",
            call.evidence, severity: isOwnKey && !isDomain ? .info : nil)
        finding.confidence = .observed
        return [Observation(finding)]
    }
}
