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
        guard page.liveTags.isEmpty, let loader = page.loaders.anyLoader else { return [] }
        let finding = entry.finding(
            "No Dub tag is in the HTML. The page has \(loader.name), which may add it; only a browser can tell.",
            [loader.evidence], fix: "Verify with a browser.")
        return [Observation(finding, .doubtsScript)]
    }
}
