import Evidence

/// The API host does not let the page read its answers.
enum APICORSMissing: Check {
    static let entry = CatalogueEntry(
        "api-cors-missing", .account, .major,
        title: "The API host sends no CORS headers",
        why: "Calls to another origin need its consent in CORS headers; without them the browser blocks the call.",
        fix: "Send CORS headers from the proxy or use a same-origin path.", needsBrowser: true, isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard let call = APICall.all(on: page).first(where: { $0.request.corsError != nil }) else { return [] }
        var finding = entry.finding("The browser blocks a call to the API for want of CORS headers.", call.evidence)
        finding.confidence = .observed
        return [Observation(finding, explains: [ProxyAPIBroken.entry.id])]
    }
}
