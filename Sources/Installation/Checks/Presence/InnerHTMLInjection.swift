import Evidence
import HTMLPage

/// Code puts the tag into the page as markup, which never runs it.
enum InnerHTMLInjection: Check {
    static let entry = CatalogueEntry(
        "innerhtml-injection", .presence, .blocker,
        title: "The tag is inserted as markup",
        why: "A script element that comes into the page by innerHTML is never run.",
        fix: "Insert it with document.createElement('script') or in the served HTML.")

    static func examine(_ page: Analysis) -> [Observation] {
        guard page.liveTags.isEmpty, let script = scripts(in: page).first else { return [] }
        let finding = entry.finding(
            "Inline code sets markup with the Dub tag, and scripts inserted that way never run.",
            [.html(script.text, at: script.position)])
        return [Observation(finding, .stopsScript)]
    }

    static func scripts(in page: Analysis) -> [ScriptElement] {
        MentionsInPage.inlineScripts(in: page) { $0.insertsByInnerHTML }
    }
}
