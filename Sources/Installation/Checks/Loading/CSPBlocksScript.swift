import Evidence
import PageURL

/// The policy does not list the script's host.
enum CSPBlocksScript: PolicyCheck {
    static let entry = CatalogueEntry(
        "csp-blocks-script", .loading, .blocker,
        title: "The content security policy blocks the script",
        why:
            "script-src-elem, script-src or default-src does not admit the script's host, and the browser never asks for it.",
        fix: "Add https://www.dubcdn.com to script-src.")

    static func explains(_ refusals: [PolicyRefusal], admittedBy others: Int) -> PolicyRefusal? {
        refusals.first
    }

    static func fix(for tag: DubTag, _ refusal: PolicyRefusal) -> String {
        guard let url = tag.url else { return "Give the inline code a nonce, or load the script by src." }
        let name = refusal.policy.effective(ContentSecurityPolicy.scriptDirectives)?.name ?? "script-src"
        return "Add \(url.origin) to \(name == "default-src" ? "script-src" : name)."
    }

    static func examine(_ page: Analysis) -> [Observation] {
        guard page.tags.isEmpty else { return page.liveTags.compactMap { examine($0, on: page) } }
        // Without a tag the policy is the next obstacle: worth saying before somebody adds the tag.
        let policies = page.policies
        guard page.loaders.anyLoader == nil, page.loaders.tagManager == nil,
            let url = PageURL("https://www.dubcdn.com/analytics/script.js"),
            let policy = policies.enforced.first(where: { policies.refusal(ofScriptAt: url, by: $0) != nil })
        else { return [] }
        let finding = entry.finding(
            "The page's content security policy would keep Dub's script out.", [policy.evidence])
        return [Observation(finding)]
    }
}
