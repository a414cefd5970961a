/// One policy admits the script, another does not.
enum CSPMultiplePolicies: PolicyCheck {
    static let entry = CatalogueEntry(
        "csp-multiple-policies", .loading, .blocker,
        title: "One of several policies blocks the script",
        why: "Of several policies (headers, comma-joined or in a meta element) every one must admit the script.",
        fix: "Add the host to every policy.")

    static func explains(_ refusals: [PolicyRefusal], admittedBy others: Int) -> PolicyRefusal? {
        others > 0 ? refusals.first : nil
    }
}
