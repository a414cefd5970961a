import Evidence

/// The policy puts the page into a sandbox without its origin.
enum CSPSandbox: Check {
    static let entry = CatalogueEntry(
        "csp-sandbox", .loading, .blocker,
        title: "A sandbox policy forbids cookies",
        why: "A sandboxed page without allow-same-origin has no origin of its own, and every access to cookies throws.",
        fix: "Add allow-same-origin to the sandbox policy.")

    static func examine(_ page: Analysis) -> [Observation] {
        let policies = page.policies.enforced.filter { $0.source == .header }
        for policy in policies {
            guard let values = policy["sandbox"]?.map({ $0.lowercased() }) else { continue }
            if !values.contains("allow-scripts") {
                let finding = entry.finding(
                    "The sandbox policy forbids all scripts.", [policy.evidence],
                    fix: "Add allow-scripts and allow-same-origin to the sandbox policy.")
                return [Observation(finding, .stopsScript)]
            }
            if !values.contains("allow-same-origin") {
                return [
                    Observation(entry.finding("The sandbox policy forbids cookies.", [policy.evidence]), .stopsCookie)
                ]
            }
        }
        return []
    }
}
