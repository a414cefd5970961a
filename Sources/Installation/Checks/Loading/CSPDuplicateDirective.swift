/// The host was added to a directive that is ignored.
enum CSPDuplicateDirective: PolicyCheck {
    static let entry = CatalogueEntry(
        "csp-duplicate-directive", .loading, .blocker,
        title: "A directive is there twice, the second is ignored",
        why: "In one policy the first directive of a name counts. The host was added to the second.",
        fix: "Merge both lists into the first script-src.")

    static func explains(_ refusals: [PolicyRefusal], admittedBy others: Int) -> PolicyRefusal? {
        refusals.first { $0.reason == .ignoredDuplicate }
    }
}
