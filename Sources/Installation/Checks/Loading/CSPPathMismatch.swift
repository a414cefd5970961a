/// The policy lists the host with another path.
enum CSPPathMismatch: PolicyCheck {
    static let entry = CatalogueEntry(
        "csp-path-mismatch", .loading, .blocker,
        title: "The policy lists another path",
        why: "A path in a source expression is one file, unless it ends in a slash.",
        fix: "Use the directory with a trailing slash or the exact file.")

    static func explains(_ refusals: [PolicyRefusal], admittedBy others: Int) -> PolicyRefusal? {
        refusals.first { $0.reason == .otherPath }
    }
}
