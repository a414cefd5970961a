import PageURL

/// The policy lists the host with `www.` and the tag is without, or the other way round.
enum CSPApexVersusWWW: PolicyCheck {
    static let entry = CatalogueEntry(
        "csp-apex-vs-www", .loading, .blocker,
        title: "The policy lists the host with or without www.",
        why: "dubcdn.com and www.dubcdn.com are two hosts to a policy, and *.dubcdn.com does not cover dubcdn.com.",
        fix: "List the same host as in src.")

    static func explains(_ refusals: [PolicyRefusal], admittedBy others: Int) -> PolicyRefusal? {
        refusals.first { $0.reason == .otherHost }
    }

    static func fix(for tag: DubTag, _ refusal: PolicyRefusal) -> String {
        "List the same host as in src: \(tag.url?.origin ?? "https://www.dubcdn.com")."
    }
}
