import Evidence
import HTMLPage

/// Code fetches the script's text and evaluates it.
enum EvalOrBundledLoader: Check {
    static let entry = CatalogueEntry(
        "eval-or-bundled-loader", .presence, .blocker,
        title: "The script is evaluated instead of loaded",
        why: "Evaluated or bundled, the script has no element of its own; it reads its attributes from that and stops.",
        fix: "Exclude the Dub script from combining; load it by its own tag.")

    static func examine(_ page: Analysis) -> [Observation] {
        if let seen = page.live.flatMap({ seen($0, on: page) }) { return [seen] }
        guard page.liveTags.isEmpty, let script = scripts(in: page).first else { return [] }
        let finding = entry.finding(
            "Inline code fetches the Dub script and evaluates its text, where it finds no tag of its own and stops.",
            [.html(script.text, at: script.position)])
        return [Observation(finding, .stopsScript)]
    }

    static func scripts(in page: Analysis) -> [ScriptElement] {
        MentionsInPage.inlineScripts(in: page) { $0.evaluatesFetched }
    }

    /// In the browser: the script's text was fetched as data, and its code stopped for want of a tag.
    private static func seen(_ live: LiveFacts, on page: Analysis) -> Observation? {
        guard !live.hasObject, page.liveTags.isEmpty else { return nil }
        let words = [
            "no document.currentScript", "reading 'getAttribute'", "reading 'dataset'", "reading 'attributes'",
        ]
        guard let error = live.errors.first(where: { error in words.contains(where: error.text.has) }),
            error.text.has("[dubAnalytics]")
                || live.judged.requests.contains(where: { $0.url.contains("/analytics/script") })
        else { return nil }
        let file = live.judged.requests.first { $0.url.contains("/analytics/script") }
        var finding = entry.finding(
            "The Dub script's text is evaluated by other code, where it finds no tag of its own and stops.",
            [file?.evidence, error.evidence].compactMap(\.self))
        finding.confidence = .observed
        return Observation(finding, .stopsScript)
    }
}
