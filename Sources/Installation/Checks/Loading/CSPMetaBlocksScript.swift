import Evidence

/// A policy in the HTML keeps the script out.
enum CSPMetaBlocksScript: PolicyCheck {
    static let entry = CatalogueEntry(
        "csp-meta-blocks-script", .loading, .blocker,
        title: "A policy in a meta element blocks the script",
        why: "The headers look clean; a <meta http-equiv> in the head before the tag carries the policy.",
        fix: "Add the host to the meta policy in the HTML.")

    static func explains(_ refusals: [PolicyRefusal], admittedBy others: Int) -> PolicyRefusal? {
        refusals.first { if case .meta = $0.policy.source { true } else { false } }
    }
}
