/// What a piece of inline code does to the page's address, as far as its text tells for certain.
struct AddressRewrite: Sendable {
    /// What becomes of `?dub_id=` when the code runs before the script.
    enum Effect: Sendable, Hashable {
        /// The address, or its query, stays.
        case keepsQuery
        /// The query goes.
        case stripsQuery
        /// One or the other.
        case unknown
    }

    /// The effect while the page is being read, which is before every deferred script.
    let effect: Effect

    init(_ code: String) {
        guard let first = Self.firstCall(in: code) else {
            effect = .keepsQuery
            return
        }
        if Self.waits(code[..<first]) || Self.keepsQuery(code) {
            effect = .keepsQuery
        } else {
            effect = Self.isPlainStrip(code) ? .stripsQuery : .unknown
        }
    }

    private static func firstCall(in code: String) -> String.Index? {
        guard code.has("replaceState") || code.has("pushState") else { return nil }
        return code.firstRange(of: /(replace|push)State\s*\(/)?.lowerBound
    }

    /// The call stands in a function that runs when the page has been read, deferred scripts included.
    private static func waits(_ before: Substring) -> Bool {
        let text = String(before)
        return text.contains(
            /addEventListener\s*\(\s*["'](load|DOMContentLoaded|pageshow|popstate|hashchange|click|scroll)["']/)
            || text.contains(/\bonload\s*=/) || text.contains(/setTimeout\s*\(\s*(function|\(|async|\w+\s*=>)/)
    }

    /// Every call hands the old query on, or only parameters of other names are taken off.
    private static func keepsQuery(_ code: String) -> Bool {
        let calls = code.matches(of: /(?:replace|push)State\s*\(([^;]*)/).map { String($0.1) }
        let handsOn = calls.allSatisfy { $0.contains(/location\.(search|href)/) && !$0.contains(/split|replace\s*\(/) }
        if handsOn { return true }
        let deleted = code.matches(of: /\.delete\s*\(\s*([^)]*)\)/).map { String($0.1) }
        let namesOthers = deleted.allSatisfy { $0.wholeMatch(of: /["'][\w-]+["']\s*/) != nil && !$0.contains("dub_id") }
        let usesURL = calls.allSatisfy { !$0.contains("pathname") } && !code.contains(/\.search\s*=/)
        return !deleted.isEmpty && namesOthers && usesURL
    }

    /// The whole code is one statement that puts the path alone into the address, at most on condition of a query.
    private static func isPlainStrip(_ code: String) -> Bool {
        let statement =
            /\s*(?:if\s*\(\s*(?:window\.)?location\.search\s*\)\s*)?(?:window\.)?history\.replaceState\s*\(([^;]*)\)\s*;?\s*/
        guard let arguments = code.wholeMatch(of: statement)?.1 else { return false }
        return arguments.contains(/(^|[\s,.])location\.pathname\b/) && !arguments.contains("search")
            && !arguments.contains("href") && !arguments.contains("?") && !arguments.contains("=>")
    }
}
