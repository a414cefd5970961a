import Evidence
import PageURL

/// The page cannot be reached for redirects.
enum RedirectLoopOrLong: BasisCheck {
    static let entry = CatalogueEntry(
        "redirect-loop-or-long", .delivery, .blocker,
        title: "Redirects never end",
        why:
            "Visitors get an error page when redirects come back to where they were or are more than a browser follows.",
        fix: "Fix the redirect loop.", isReproduced: false)

    static func examine(_ evidence: TargetEvidence) -> Finding? {
        guard evidence.page == nil, let failure = evidence.failure, failure.kind == .redirects else { return nil }
        let chain = evidence.hops.map { hop in
            FindingEvidence(.redirect, "\(hop.url.displayed) answers \(hop.status) to \(hop.location)")
        }
        return entry.finding(
            "The page is never reached: \(failure.message).", Array(chain.suffix(6)),
            fix: "Fix the redirect loop at \(failure.url).")
    }
}
