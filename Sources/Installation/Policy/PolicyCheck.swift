import Evidence
import HTMLPage
import PageURL

/// A check for one way in which content security policies keep the script out.
protocol PolicyCheck: TagCheck {
    /// This row explains a tag that these policies refuse.
    static func explains(_ refusals: [PolicyRefusal], admittedBy others: Int) -> PolicyRefusal?
    /// What to do about it for this tag and policy.
    static func fix(for tag: DubTag, _ refusal: PolicyRefusal) -> String
}

/// A policy and why it refuses a tag.
struct PolicyRefusal: Sendable {
    var policy: ContentSecurityPolicy
    var reason: SecurityPolicies.Refusal
}

extension PolicyCheck {
    static func fix(for tag: DubTag, _ refusal: PolicyRefusal) -> String {
        entry.fix
    }

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard let culprit = page.policyVerdicts[tag.index]?.row(of: Self.self) else { return nil }
        let host = tag.url.map { $0.href } ?? "inline code"
        let finding = entry.finding(
            "The page's content security policy keeps \(host) out.",
            [culprit.policy.evidence, .tag(tag, on: page)], fix: fix(for: tag, culprit))
        return Observation(finding, .stopsScript, tag: tag.index, explains: [CSPBlocksInlineStub.entry.id])
    }
}

/// What all policies of a page say of one tag.
///
/// The first row that explains a refusal is the only one reported.
struct PolicyVerdict: Sendable {
    private let refusals: [PolicyRefusal]
    private let admitting: Int

    /// Rows in the order in which they are asked.
    static let rows: [any PolicyCheck.Type] = [
        CSPMultiplePolicies.self, CSPNonceStrictDynamic.self, CSPDuplicateDirective.self, CSPApexVersusWWW.self,
        CSPPathMismatch.self, CSPMetaBlocksScript.self, CSPBlocksScript.self,
    ]

    init(of tag: DubTag, by policies: SecurityPolicies) {
        var refusals: [PolicyRefusal] = []
        var admitting = 0
        for policy in policies.policies(at: tag.element.position.offset)
        where policy.effective(ContentSecurityPolicy.scriptDirectives) != nil {
            if let reason = policies.refusal(of: tag, by: policy) {
                if reason != .inlineWithHashes { refusals.append(PolicyRefusal(policy: policy, reason: reason)) }
            } else {
                admitting += 1
            }
        }
        self.refusals = refusals
        self.admitting = admitting
    }

    /// The refusal that this row reports, when no earlier row does.
    func row(of check: any PolicyCheck.Type) -> PolicyRefusal? {
        guard !refusals.isEmpty else { return nil }
        for row in Self.rows {
            if let culprit = row.explains(refusals, admittedBy: admitting) {
                return row == check ? culprit : nil
            }
        }
        return nil
    }
}

extension ContentSecurityPolicy {
    /// The policy as evidence.
    var evidence: FindingEvidence {
        switch source {
        case .header: FindingEvidence(.header, "Content-Security-Policy: \(text.condensed())")
        case .meta(_, let line):
            FindingEvidence(
                .html, "<meta http-equiv=\"Content-Security-Policy\" content=\"\(text.condensed())\">", line: line)
        }
    }
}
