import Evidence

/// The page's policy forbids assigning script addresses from strings.
enum CSPTrustedTypes: Check {
    static let entry = CatalogueEntry(
        "csp-trusted-types", .loading, .blocker,
        title: "Trusted Types keep code from adding the script",
        why:
            "With require-trusted-types-for 'script' code may not set a script's src from a string: the npm package and tag "
            + "managers fail, a static tag works.",
        fix: "Use the static tag, or a default Trusted Types policy.", needsBrowser: true)

    static func examine(_ page: Analysis) -> [Observation] {
        guard let live = page.live, live.working == nil, !live.hasObject else { return [] }
        let policy = page.policies.enforced.first { $0["require-trusted-types-for"] != nil }
        let issue = live.issues.first { $0.kind == .policy && $0.blocked == "trusted-types-sink" }
        let error = live.errors.first { $0.text.has("TrustedScript") || $0.text.has("TrustedHTML") }
        guard let policy, issue != nil || error != nil, page.servedTags.isEmpty else { return [] }
        var finding = entry.finding(
            "The page's policy requires Trusted Types, so that the code that adds the Dub script fails.",
            [policy.evidence] + [error?.evidence, issue?.evidence].compactMap(\.self))
        finding.confidence = .observed
        return [Observation(finding, .stopsScript, explains: [GTMNotPublished.entry.id, InnerHTMLInjection.entry.id])]
    }
}
