import Evidence
import HTMLPage

/// The tag is shown to visitors as text.
enum ScriptEscapedAsText: Check {
    static let entry = CatalogueEntry(
        "script-escaped-as-text", .presence, .blocker,
        title: "The tag is visible text",
        why:
            "A text block or a sanitizer of the CMS turned the tag's brackets into characters, so that it is shown instead "
            + "of run.",
        fix: "Paste it in the CMS's custom-code or head field, not in a text block.")

    static func examine(_ page: Analysis) -> [Observation] {
        guard page.tags.isEmpty, let text = mentions(in: page).first else { return [] }
        let finding = entry.finding(
            "The Dub tag stands on the page as text for visitors to read; it is no script.",
            [FindingEvidence(.html, text.text.condensed(), line: text.line)])
        return [Observation(finding, .stopsScript)]
    }

    /// Texts of the page in which the tag is spelled out.
    static func mentions(in page: Analysis) -> [DOMText] {
        (page.page.dom?.texts ?? []).filter { !$0.isInert && MentionsInPage.namesScript($0.text) }
    }
}
