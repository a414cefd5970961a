import Evidence

/// A filter in the browser keeps the script's calls from the API.
enum AdblockBlocksAPI: Check {
    static let entry = CatalogueEntry(
        "adblock-blocks-api", .loading, .minor,
        title: "A filter blocks calls to the API",
        why: "?dub_id= works without a call; partner links, leads and sales of visitors with such a filter are lost.",
        fix: "Proxy the API too, under a neutral path.", needsBrowser: true, isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard let live = page.live else { return [] }
        let calls = live.capture.looks.flatMap(\.requests).filter { $0.purpose == .api }
        let blocked = calls.first {
            $0.failure?.contains("ERR_BLOCKED_BY_CLIENT") == true || $0.blockedReason == "inspector"
        }
        guard let blocked else { return [] }
        var finding = entry.finding("A filter in the browser blocks the script's calls.", [blocked.evidence])
        finding.confidence = .observed
        return [Observation(finding)]
    }
}
