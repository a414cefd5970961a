import Evidence

/// A policy that only reports would block the script once it is enforced.
enum CSPReportOnly: TagCheck {
    static let entry = CatalogueEntry(
        "csp-report-only", .loading, .info,
        title: "A report-only policy would block the script",
        why: "The policy reports and does not block today. Enforced as it is, it will keep the script out.",
        fix: "Fix the policy before enforcing it.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        let policies = page.policies
        let refusing = policies.reportOnly.first { policy in
            policies.refusal(of: tag, by: policy).map { $0 != .inlineWithHashes } ?? false
        }
        guard let refusing else { return nil }
        let finding = entry.finding(
            "A report-only policy would keep the Dub script out once it is enforced.",
            [FindingEvidence(.header, "Content-Security-Policy-Report-Only: \(refusing.text.condensed())")])
        return Observation(finding, tag: tag.index)
    }
}
