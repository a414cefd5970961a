import Evidence

/// The API refuses the key, or the plan does not include the call.
enum PlanOrKeyRejected: Check {
    static let entry = CatalogueEntry(
        "plan-or-key-rejected", .account, .major,
        title: "The API refuses the call",
        why: "The key is wrong, the plan does not include conversions from the browser, or too many calls were made.",
        fix: "See what the API says.", needsBrowser: true, isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        let refused = APICall.all(on: page).first { call in
            [401, 403, 429].contains(call.request.status ?? 0) && !call.refusesHost && call.isAnsweredByAPI
        }
        guard let refused else { return [] }
        let words = refused.message ?? "status \(refused.request.status ?? 0)"
        var finding = entry.finding(
            "The API refuses a call of the page: \(words.condensed(limit: 160)).", refused.evidence,
            fix: "API says: \(words.condensed(limit: 160))")
        finding.confidence = .observed
        return [Observation(finding)]
    }
}
