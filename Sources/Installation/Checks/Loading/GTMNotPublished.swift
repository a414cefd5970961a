import Evidence

/// Google Tag Manager is there, and no tag: the container may hold it.
enum GTMNotPublished: Check {
    static let entry = CatalogueEntry(
        "gtm-not-published", .loading, .blocker,
        title: "Google Tag Manager is there, Dub is not",
        why: "A tag saved in a container works once the container is published and its trigger fires.",
        fix: "Publish the container; use the All Pages trigger.", needsBrowser: true, isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard page.liveTags.isEmpty, let manager = page.loaders.tagManager else { return [] }
        if let live = page.live { return seen(manager, live) }
        let finding = entry.finding(
            "No Dub tag is in the HTML. The page loads Google Tag Manager, which may add it; only a browser can tell.",
            [manager.evidence], fix: "Verify with a browser. If Dub is missing there: \(entry.fix)")
        return [Observation(finding, .doubtsScript)]
    }

    /// In the browser: the container has had its time.
    private static func seen(_ manager: LoaderHints.Hint, _ live: LiveFacts) -> [Observation] {
        guard live.working == nil, !live.hasObject else { return [] }
        let container = live.judged.requests.first { $0.url.contains("googletagmanager.com/") }
        var finding = entry.finding(
            "Google Tag Manager runs on the page, and no Dub script came from it.",
            [manager.evidence] + [container?.evidence].compactMap(\.self))
        finding.confidence = .observed
        return [Observation(finding, .stopsScript, explains: [ScriptMissing.entry.id])]
    }
}
