import Evidence

/// A consent tool holds the script back.
enum ConsentGated: TagCheck {
    static let entry = CatalogueEntry(
        "consent-gated", .loading, .info,
        title: "The script waits for consent",
        why: "A consent tool keeps the tag inert until the visitor agrees. Clicks of visitors who do not are lost.",
        fix: "Expected with a consent tool: put Dub in the right category; clicks before consent are lost.",
        needsBrowser: true)

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard tag.deferral == .consent else { return nil }
        if let live = page.live { return seen(tag, on: page, live) }
        var evidence = [FindingEvidence.tag(tag, on: page)]
        if let tool = ConsentTool.named(in: page.page) {
            evidence.append(FindingEvidence(.html, "the page loads \(tool)"))
        }
        let finding = entry.finding(
            "A consent tool holds the Dub tag back; only a browser can tell whether it runs after consent.", evidence)
        return Observation(finding, .doubtsScript, tag: tag.index)
    }

    /// In the browser: nothing before consent, and what comes after.
    private static func seen(_ tag: DubTag, on page: Analysis, _ live: LiveFacts) -> Observation? {
        let banner = live.looks.lazy.compactMap(\.banner).first
        let pressed = banner.map { FindingEvidence(.dom, "\"\($0.button)\" of \($0.tool) was pressed") }
        let evidence = [FindingEvidence.tag(tag, on: page)] + [pressed].compactMap(\.self)
        if let working = live.working {
            guard working.way == .consent else { return nil }
            var finding = entry.finding(
                "A consent tool holds the Dub tag back: nothing runs before consent, all works after it.", evidence)
            finding.confidence = .observed
            return Observation(finding, tag: tag.index)
        }
        guard !live.hasObject else { return nil }
        let message =
            banner == nil
            ? "A consent tool holds the Dub tag back, and no banner with a button that accepts was found."
            : "A consent tool holds the Dub tag back, and does not let it run after consent either."
        return Observation(
            entry.finding(
                message, evidence,
                fix: banner == nil
                    ? "See that the banner appears, and that consent releases the Dub tag."
                    : "Put Dub into the category that the visitor accepts, as the tool's manual says."),
            .stopsScript, tag: tag.index)
    }
}
