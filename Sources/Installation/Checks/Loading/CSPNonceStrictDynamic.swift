/// `strict-dynamic` makes browsers ignore the list of hosts.
enum CSPNonceStrictDynamic: PolicyCheck {
    static let entry = CatalogueEntry(
        "csp-nonce-strict-dynamic", .loading, .blocker,
        title: "strict-dynamic ignores the list of hosts",
        why:
            "With 'strict-dynamic' only scripts with the page's nonce (or added by such scripts) run, listed hosts or not.",
        fix: "Put the page's nonce on the Dub tag.")

    static func explains(_ refusals: [PolicyRefusal], admittedBy others: Int) -> PolicyRefusal? {
        refusals.first { $0.reason == .strictDynamic }
    }
}
