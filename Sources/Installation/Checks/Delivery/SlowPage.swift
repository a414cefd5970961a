import Evidence

/// The page did not arrive in time.
enum SlowPage: BasisCheck {
    static let entry = CatalogueEntry(
        "slow-page", .delivery, .inconclusive,
        title: "The page did not arrive in time",
        why: "A slow server or a hanging resource used up the time allowed.",
        fix: "Raise --timeout.", isReproduced: false)

    static func examine(_ evidence: TargetEvidence) -> Finding? {
        guard evidence.page == nil, let failure = evidence.failure, failure.kind == .timeout else { return nil }
        return entry.finding(
            "The page did not arrive in time: \(failure.message).", [FindingEvidence(.network, failure.description)],
            fix: "Raise --timeout, or make the page faster.")
    }
}
