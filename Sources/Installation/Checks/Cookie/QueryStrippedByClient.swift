import Evidence
import HTMLPage

/// Code of the page may take the click id off the address before the script reads it.
enum QueryStrippedByClient: Check {
    static let entry = CatalogueEntry(
        "query-stripped-by-client", .cookie, .blocker,
        title: "Code changes the address before the script runs",
        why:
            "A deferred script runs after the page's inline code. When that rewrites the address without its query, dub_id "
            + "is gone.",
        fix: "Load the Dub tag before the code that rewrites the URL.")

    static func examine(_ page: Analysis) -> [Observation] {
        page.liveTags.compactMap { tag in
            let isDeferred = tag.element["defer"] != nil && tag.element["async"] == nil
            let runsLater = isDeferred || tag.element["async"] != nil || tag.deferral != nil
            let suspects = MentionsInPage.inlineScripts(in: page) { AddressRewrite($0.code).effect != .keepsQuery }
            let isBefore = { (script: ScriptElement) in
                runsLater || script.position.offset < tag.element.position.offset
            }
            guard let script = suspects.first(where: isBefore) else { return nil }
            let evidence = [FindingEvidence.html(script.text, at: script.position)]
            let isCertain =
                AddressRewrite(script.text).effect == .stripsQuery && ScriptType(of: script) == .classic
                && tag.element["async"] == nil
            if isCertain {
                let finding = entry.finding(
                    "Inline code takes the query off the address before the Dub script reads dub_id.", evidence)
                return Observation(finding, .stopsCookie, tag: tag.index)
            }
            let finding = entry.finding(
                "Inline code changes the address and may run before the Dub script reads dub_id; only a browser can tell.",
                evidence, fix: "Verify with a browser. If dub_id is lost: \(entry.fix)")
            return Observation(finding, .doubtsCookie, tag: tag.index)
        }
    }
}
