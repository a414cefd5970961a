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
        guard page.liveTags.isEmpty, let script = scripts(in: page).first else { return [] }
        let finding = entry.finding(
            "Inline code fetches the Dub script and evaluates its text, where it finds no tag of its own and stops.",
            [.html(script.text, at: script.position)])
        return [Observation(finding, .stopsScript)]
    }

    static func scripts(in page: Analysis) -> [ScriptElement] {
        MentionsInPage.inlineScripts(in: page) { $0.evaluatesFetched }
    }
}
