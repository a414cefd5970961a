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
        var evidence = [FindingEvidence.tag(tag, on: page)]
        if let tool = ConsentTool.named(in: page.page) {
            evidence.append(FindingEvidence(.html, "the page loads \(tool)"))
        }
        let finding = entry.finding(
            "A consent tool holds the Dub tag back; only a browser can tell whether it runs after consent.", evidence)
        return Observation(finding, .doubtsScript, tag: tag.index)
    }
}
