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
        if let seen = page.live.flatMap(seen) { return page.liveTags.isEmpty ? [seen] : [] }
        guard page.liveTags.isEmpty, let frame = frames(in: page).first else { return [] }
        let finding = entry.finding(
            "The Dub tag is only in the srcdoc of an <iframe>, not in the page itself.",
            [FindingEvidence(.html, "<iframe srcdoc=\"\((frame["srcdoc"] ?? "").condensed())\">", line: frame.line)])
        return [Observation(finding, .stopsScript)]
    }

    /// In the browser: the object is in a frame, and not in the page.
    private static func seen(_ live: LiveFacts) -> Observation? {
        guard !live.hasObject, let frame = live.judged.framesWithObject.first,
            !PlatformSandboxedPixel.isPixel(frame)
        else { return nil }
        var finding = entry.finding(
            "The script's object is in a frame of the page, not in the page itself.",
            [FindingEvidence(.dom, "frame \(frame.condensed(limit: 160)): _dubAnalytics is there")])
        finding.confidence = .observed
        return Observation(finding, .stopsScript)
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
