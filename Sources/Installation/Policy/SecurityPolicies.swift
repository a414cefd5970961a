import Evidence
import HTMLPage
import PageURL

/// Every content security policy of a page, and what they say about a script (failure-modes, requirement 7).
struct SecurityPolicies: Sendable {
    /// Policies that are enforced: of headers, and of meta elements in the head.
    let enforced: [ContentSecurityPolicy]
    /// Policies that only report.
    let reportOnly: [ContentSecurityPolicy]
    private let pageURL: PageURL

    init(of page: PageEvidence, at url: PageURL) {
        pageURL = url
        let headers = page.fields.all("content-security-policy")
            .flatMap { ContentSecurityPolicy.list($0, source: .header) }
        let metas = page.scan.headMetas
            .filter { $0["http-equiv"]?.trimmingHTMLSpace().lowercased() == "content-security-policy" }
            .flatMap { meta in
                ContentSecurityPolicy.list(
                    meta["content"] ?? "", source: .meta(offset: meta.position.offset, line: meta.position.line))
            }
        enforced = Array((headers + metas).prefix(Self.limit))
        reportOnly = page.fields.all("content-security-policy-report-only")
            .flatMap { ContentSecurityPolicy.list($0, source: .header) }
    }

    /// More policies than any page has: what comes after is not evaluated, so that a hostile page costs no more than its size.
    private static let limit = 200

    /// The enforced policies that apply to an element at the offset: a meta element rules what comes after it.
    func policies(at offset: Int) -> [ContentSecurityPolicy] {
        enforced.filter { policy in
            if case .meta(let start, _) = policy.source { start < offset } else { true }
        }
    }

    /// A policy has the browser ask for https in place of http.
    func upgradesInsecureRequests(before tag: DubTag) -> Bool {
        policies(at: tag.element.position.offset).contains { $0["upgrade-insecure-requests"] != nil }
    }

    /// Why a policy keeps a script out.
    enum Refusal: Sendable, Hashable {
        /// No expression of the list admits the URL.
        case notListed
        /// `'strict-dynamic'` makes browsers ignore the list, and the tag has no matching nonce.
        case strictDynamic
        /// A repeated directive, which is ignored, would have admitted it.
        case ignoredDuplicate
        /// The same host with or without `www.` is listed.
        case otherHost
        /// The host is listed, with another path.
        case otherPath
        /// The code is inline and inline code is not allowed.
        case inline
        /// The list has hashes, of which one may be that of the inline code.
        case inlineWithHashes
    }

    /// Why the policy keeps the tag's script out, or nil when it admits it (CSP, 6.1.12 and 6.7.1).
    func refusal(of tag: DubTag, by policy: ContentSecurityPolicy) -> Refusal? {
        guard let (name, list) = policy.effective(ContentSecurityPolicy.scriptDirectives) else { return nil }
        if let nonce = tag.element["nonce"], !nonce.isEmpty, list.contains("'nonce-\(nonce)'") { return nil }
        guard let url = tag.url else { return inlineRefusal(list) }
        if Self.integrityIsListed(tag, in: list) { return nil }
        if list.contains(where: { $0.lowercased() == "'strict-dynamic'" }) { return .strictDynamic }
        return refusal(of: url, in: list) { expressions in
            policy.ignoredValues(of: name).map(expressions) ?? false
        }
    }

    /// Why the policy keeps requests to the URL out, or nil when it admits them.
    func refusal(ofConnectionTo url: PageURL, by policy: ContentSecurityPolicy) -> Refusal? {
        guard let (_, list) = policy.effective(ContentSecurityPolicy.connectDirectives) else { return nil }
        return refusal(of: url, in: list) { _ in false }
    }

    /// Why the policy would keep a plain tag with Dub's own URL out.
    func refusal(ofScriptAt url: PageURL, by policy: ContentSecurityPolicy) -> Refusal? {
        guard let (_, list) = policy.effective(ContentSecurityPolicy.scriptDirectives) else { return nil }
        let hasNonces = list.contains { $0.hasPrefix("'nonce-") || $0.lowercased() == "'strict-dynamic'" }
        return hasNonces ? nil : refusal(of: url, in: list) { _ in false }
    }

    /// The policy that keeps the inline code of a script element out for certain; a listed hash may be that code's.
    func policyRefusingInlineCode(of script: ScriptElement) -> ContentSecurityPolicy? {
        policies(at: script.position.offset).first { policy in
            guard let (_, list) = policy.effective(ContentSecurityPolicy.scriptDirectives) else { return false }
            if let nonce = script["nonce"], !nonce.isEmpty, list.contains("'nonce-\(nonce)'") { return false }
            return inlineRefusal(list) == .inline
        }
    }

    private func refusal(
        of url: PageURL, in list: [String], wouldAdmit: (([String]) -> Bool) -> Bool
    ) -> Refusal? {
        let admits = { (list: [String]) in
            list.contains { expression in
                if case .yes = SourceExpression(expression).match(url, page: pageURL) {
                    true
                } else {
                    false
                }
            }
        }
        if admits(list) { return nil }
        if wouldAdmit(admits) { return .ignoredDuplicate }
        let matches = list.map { SourceExpression($0).match(url, page: pageURL) }
        if matches.contains(where: { if case .allButPath = $0 { true } else { false } }) { return .otherPath }
        let isOtherHost = list.contains { expression in
            let host = url.host
            let others = host.hasPrefix("www.") ? [String(host.dropFirst(4))] : ["www.\(host)"]
            let named = expression.lowercased().split(separator: "/", omittingEmptySubsequences: true)
            return others.contains { other in named.contains { $0 == other || $0 == "*.\(host)" } }
                || named.contains { $0 == "*.\(host)" }
        }
        return isOtherHost ? .otherHost : .notListed
    }

    private func inlineRefusal(_ list: [String]) -> Refusal? {
        let lower = list.map { $0.lowercased() }
        let hasHash = lower.contains {
            $0.hasPrefix("'sha256-") || $0.hasPrefix("'sha384-") || $0.hasPrefix("'sha512-")
        }
        let hasNonce = lower.contains { $0.hasPrefix("'nonce-") }
        if lower.contains("'unsafe-inline'"), !hasHash, !hasNonce, !lower.contains("'strict-dynamic'") { return nil }
        return hasHash ? .inlineWithHashes : .inline
    }

    /// Every hash of the tag's integrity attribute is in the list, which admits the file by what it is.
    private static func integrityIsListed(_ tag: DubTag, in list: [String]) -> Bool {
        guard let value = tag.element["integrity"] else { return false }
        let hashes = value.split(whereSeparator: \.isWhitespace).map { "'\($0)'" }
        return !hashes.isEmpty && hashes.allSatisfy(list.contains)
    }
}
