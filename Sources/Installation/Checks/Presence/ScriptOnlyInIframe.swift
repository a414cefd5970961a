import Evidence
import HTMLPage

/// The only tag is in the document of a frame.
enum ScriptOnlyInIframe: Check {
    static let entry = CatalogueEntry(
        "script-only-in-iframe", .presence, .blocker,
        title: "The tag is only inside a frame",
        why: "A script in a frame sees the frame's address, not the page's: ?dub_id= never reaches it.",
        fix: "Add the tag to the top page.")

    static func examine(_ page: Analysis) -> [Observation] {
        guard page.liveTags.isEmpty, let frame = frames(in: page).first else { return [] }
        let finding = entry.finding(
            "The Dub tag is only in the srcdoc of an <iframe>, not in the page itself.",
            [FindingEvidence(.html, "<iframe srcdoc=\"\((frame["srcdoc"] ?? "").condensed())\">", line: frame.line)])
        return [Observation(finding, .stopsScript)]
    }

    /// Frames whose own document, written in an attribute, has a live Dub tag.
    static func frames(in page: Analysis) -> [DOMElement] {
        (page.page.dom?.frames ?? []).filter { frame in
            guard !frame.isInert, let document = frame["srcdoc"], document.has("dubcdn") else { return false }
            let inner = PageEvidence(url: page.pageURL, body: Bytes(Array(document.utf8)))
            return page.hasTag(inner)
        }
    }
}
