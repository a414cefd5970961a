import Evidence
import HTMLPage
import PageURL

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
        if let live = page.live { return seen(on: page, live) }
        return page.liveTags.compactMap { tag in
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

    /// In the browser: the address had the click id, lost it, and the script found none.
    private static func seen(on page: Analysis, _ live: LiveFacts) -> [Observation] {
        guard live.working == nil, live.hasObject else { return [] }
        let look = live.judged
        let carries = { (url: String) in PageURL(url)?.first("dub_id") == live.probeValue }
        guard !carries(look.finalURL), carries(look.requestedURL) else { return [] }
        let steps = look.navigations
        let loss = zip(steps, steps.dropFirst()).first { carries($0.url) && !carries($1.url) }
        // A redirect of the server has a row of its own.
        if let loss, loss.1.kind == .http { return [] }
        let how =
            switch loss?.1.kind {
            case .history?: "Code of the page rewrites its address without dub_id before the script reads it."
            case .metaRefresh?: "The page sends visitors on by a meta refresh that drops dub_id."
            case .script?: "Code of the page sends visitors on to an address without dub_id."
            default: "dub_id is gone from the address before the script reads it."
            }
        let inline = MentionsInPage.inlineScripts(in: page) { AddressRewrite($0.code).effect != .keepsQuery }.first
        var finding = entry.finding(
            how,
            [FindingEvidence(.url, "\(loss?.0.url ?? look.requestedURL) became \(loss?.1.url ?? look.finalURL)")]
                + [inline.map { FindingEvidence.html($0.text, at: $0.position) }].compactMap(\.self),
            fix: loss?.1.kind == .history ? nil : "Keep the query in the redirect.")
        finding.confidence = .observed
        return [Observation(finding, .stopsCookie)]
    }
}
