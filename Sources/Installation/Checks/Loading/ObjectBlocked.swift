import Evidence
import HTMLPage

/// The page keeps the name `_dubAnalytics` for itself.
enum ObjectBlocked: Check {
    static let entry = CatalogueEntry(
        "object-blocked", .loading, .major,
        title: "The page does not let the object be set",
        why:
            "The page defines a _dubAnalytics of its own that cannot be written. The script runs and keeps the click id; "
            + "whoever looks for its object finds none.",
        fix: "Remove the code that defines window._dubAnalytics.", needsBrowser: true, alone: .blocker)

    static func examine(_ page: Analysis) -> [Observation] {
        guard let live = page.live, live.working == nil, !live.hasObject, live.keepsCookie else { return [] }
        let code = MentionsInPage.inlineScripts(in: page) { $0.code.has("_dubAnalytics") }.first
        let name = live.judged.object.description ?? "undefined"
        var finding = entry.finding(
            "The script ran and its cookie is kept, and window._dubAnalytics is not its object.",
            [FindingEvidence(.dom, "window._dubAnalytics: \(name)")]
                + [code.map { FindingEvidence.html($0.text, at: $0.position) }].compactMap(\.self))
        finding.confidence = .observed
        return [Observation(finding, .stopsScript, explains: [ObjectImpostor.entry.id, ScriptException.entry.id])]
    }
}
