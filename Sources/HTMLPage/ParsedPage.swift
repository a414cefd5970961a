/// A page read both ways: the scan judges where scripts end up, libxml2's tree answers every other question.
public struct ParsedPage: Sendable {
    /// Where each script ends up, and what closed head.
    public let scan: HeadScan
    /// What libxml2's tree says; nil for pages that are kept from it.
    public let facts: DOMFacts?
    /// Why there are no facts.
    public let refusal: DOMRefusal?

    /// Reads a page.
    ///
    /// - Parameters:
    ///   - bytes: The page as it came, decompressed.
    ///   - transportCharset: The `charset` parameter of the `Content-Type` header, if any.
    ///   - query: What to look for beside the elements that are always collected.
    public init(bytes: [UInt8], transportCharset: String? = nil, query: DOMQuery = DOMQuery()) {
        scan = HeadScan(bytes: bytes, transportCharset: transportCharset)
        do throws(DOMRefusal) {
            facts = try DOM(scan).facts(query)
            refusal = nil
        } catch {
            facts = nil
            refusal = error
        }
    }

    /// Live scripts that libxml2's tree puts elsewhere (head or not) than browsers do: markup that tools disagree about.
    ///
    /// Scripts are matched by line and `src`; one that libxml2 does not have at all is not a disagreement.
    public var fragileScripts: [ScriptElement] {
        guard let facts else { return [] }
        var placements: [ScriptKey: Bool] = [:]
        for script in facts.scripts where !script.isInert {
            guard let line = script.line else { continue }
            placements[ScriptKey(line: line, source: script["src"])] = script.isInHead
        }
        return scan.scripts.filter { script in
            guard script.placement == .head || script.placement == .body,
                let isInHead = placements[ScriptKey(line: script.position.line, source: script["src"])]
            else { return false }
            return isInHead != (script.placement == .head)
        }
    }

    private struct ScriptKey: Hashable {
        var line: Int
        var source: String?
    }
}
