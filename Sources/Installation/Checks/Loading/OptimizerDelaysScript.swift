import Evidence

/// A page-speed plugin holds the script back until the visitor does something.
enum OptimizerDelaysScript: Check {
    static let entry = CatalogueEntry(
        "optimizer-delays-script", .loading, .major,
        title: "A page-speed plugin delays the script",
        why:
            "The plugin keeps the tag inert until the visitor scrolls, moves or taps: the clicks of those who leave before "
            + "are lost.",
        fix: "Exclude dubcdn.com/analytics from delayed JavaScript.")

    static func examine(_ page: Analysis) -> [Observation] {
        if let live = page.live { return seen(on: page, live) }
        return page.liveTags.compactMap { examine($0, on: page) }
    }

    private static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard tag.deferral == .interaction else { return nil }
        let finding = entry.finding(
            "A page-speed plugin holds the Dub tag back until the visitor interacts with the page.",
            [.tag(tag, on: page)])
        return Observation(finding, tag: tag.index)
    }

    /// In the browser: nothing before the visitor does something, and what comes after.
    private static func seen(on page: Analysis, _ live: LiveFacts) -> [Observation] {
        let tag = page.liveTags.first { $0.deferral == .interaction }
        let evidence = tag.map { [FindingEvidence.tag($0, on: page)] } ?? []
        guard let working = live.working else {
            guard let tag, !live.hasObject else { return [] }
            let finding = entry.finding(
                "A page-speed plugin holds the Dub tag back, and it did not run after a scroll, a key and a click.",
                evidence)
            return [Observation(finding, .stopsScript, tag: tag.index)]
        }
        guard working.way == .interaction else { return [] }
        var finding = entry.finding(
            "Nothing of Dub runs until the visitor scrolls, types or clicks; then it works.",
            evidence + [
                FindingEvidence(.note, "before: no object; after a scroll, a key and a click: object and cookie")
            ])
        finding.confidence = .observed
        return [Observation(finding, tag: tag?.index)]
    }
}
