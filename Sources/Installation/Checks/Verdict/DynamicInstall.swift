/// The script is not in the HTML; code may add it.
enum DynamicInstall: Check {
    static let entry = CatalogueEntry(
        "dynamic-install", .verdict, .info,
        title: "Code adds the script",
        why:
            "The npm package, a tag manager or the page's own code adds the tag once the page runs; the HTML does not show "
            + "it.",
        fix: "Nothing to do.", needsBrowser: true)

    static func examine(_ page: Analysis) -> [Observation] {
        if let live = page.live { return seen(on: page, live) }
        guard page.liveTags.isEmpty, let loader = page.loaders.anyLoader else { return [] }
        let finding = entry.finding(
            "No Dub tag is in the HTML. The page has \(loader.name), which may add it; only a browser can tell.",
            [loader.evidence], fix: "Verify with a browser.")
        return [Observation(finding, .doubtsScript)]
    }

    /// In the browser: a tag that the HTML does not have, and who added it.
    private static func seen(on page: Analysis, _ live: LiveFacts) -> [Observation] {
        guard live.hasObject, let tag = page.liveTags.last(where: { $0.isDynamic && $0.isDub }),
            !page.tags.contains(where: { !$0.isDynamic && $0.url == tag.url && $0.isLive })
        else { return [] }
        var finding = entry.finding("The Dub tag is not in the HTML; it is \(tag.place).", [.tag(tag, on: page)])
        finding.confidence = .observed
        return [Observation(finding, tag: tag.index)]
    }
}
