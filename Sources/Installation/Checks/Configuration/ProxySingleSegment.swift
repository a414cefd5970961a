import Evidence

/// The proxy forwards paths of one segment only.
enum ProxySingleSegment: Check {
    static let entry = CatalogueEntry(
        "proxy-single-segment", .configuration, .major,
        title: "The proxy forwards one segment only",
        why: "A rewrite for /track/:path matches track/click, and not track/lead/client, which has two segments.",
        fix: "Use a multi-segment pattern (for example :path*).", needsBrowser: true, isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        let calls = APICall.all(on: page)
        guard explains(calls), let call = calls.first(where: isLost) else { return [] }
        var finding = entry.finding(
            "track/\(call.operation) is not forwarded, while track/click is.", call.evidence)
        finding.confidence = .observed
        return [Observation(finding)]
    }

    /// A path of two segments is lost, and one of one segment is not.
    static func explains(_ calls: [APICall]) -> Bool {
        calls.contains(where: isLost)
            && calls.contains { !$0.operation.contains("/") && $0.isAnsweredByAPI }
    }

    private static func isLost(_ call: APICall) -> Bool {
        call.operation.contains("/") && call.request.status == 404 && call.code == nil
    }
}
