import Evidence
import HTMLPage

/// The policy keeps the page's queue stub from running.
enum CSPBlocksInlineStub: Check {
    static let entry = CatalogueEntry(
        "csp-blocks-inline-stub", .loading, .major,
        title: "The policy blocks the inline queue stub",
        why:
            "Without its stub there is no dubAnalytics on the page, not even once the script has loaded: calls of it throw. "
            + "A policy without 'unsafe-inline' runs only inline code that has its nonce or hash.",
        fix: "Give the inline stub a nonce or hash.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        for piece in QueueCode.pieces(of: page) where piece.code.definesQueue {
            guard let policy = page.policies.policyRefusingInlineCode(of: piece.script) else { continue }
            let finding = entry.finding(
                "The page's content security policy keeps the inline stub of dubAnalytics from running.",
                [policy.evidence, .html(piece.script.text, at: piece.script.position)],
                fix: fix(for: policy))
            return [
                Observation(
                    finding,
                    explains: [QueueCallBeforeStub.entry.id, LeadCallWithoutConversionVariant.entry.id])
            ]
        }
        return []
    }

    /// A nonce of the policy is the same for every script of the page.
    private static func fix(for policy: ContentSecurityPolicy) -> String {
        let list = policy.effective(ContentSecurityPolicy.scriptDirectives)?.values ?? []
        return list.contains { $0.hasPrefix("'nonce-") }
            ? "Put the page's nonce on the inline stub."
            : "Give the inline stub a nonce or hash, and list it in the policy."
    }
}
