import Evidence
import PageURL

/// A file of the site holds the script's code among other code.
enum OptimizerCombinesScript: TagCheck {
    static let entry = CatalogueEntry(
        "optimizer-combines-script", .loading, .blocker,
        title: "The script is merged into a larger file",
        why:
            "Optimizers merge scripts into one file. There the script finds the file's tag in place of its own, without its "
            + "options, or none at all, and stops.",
        fix: "Exclude the Dub script from combine and minify.", needsBrowser: true, isReproduced: false)

    /// Three times the script with every extension, unminified.
    private static let largest = 40_960

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard case .proxied = tag.identity, tag.configuration.isEmpty, tag.attributes["data-sdkn"] == nil,
            let file = tag.file, let url = tag.url
        else { return nil }
        let size = file.body.array.count
        guard size > largest || file.isTruncated || isOfOptimizer(url) else { return nil }
        let finding = entry.finding(
            "\(url.withoutQuery) holds Dub's code among other code (\(size) bytes), and no tag of its own loads the "
                + "script. Whether it works there only a browser can tell.",
            [.tag(tag, on: page)] + FileEvidence.answer(of: tag))
        return Observation(finding, .doubtsScript, tag: tag.index)
    }

    /// Folders and names that page-speed plugins write their merged files to.
    private static func isOfOptimizer(_ url: PageURL) -> Bool {
        let marks = [
            "/autoptimize", "/cache/min/", "/cache/minify/", "/litespeed/js/", "/siteground-optimizer-assets/",
            "/wp-fastest-cache/", "/cache/wpfc-minified/", "/hummingbird-assets/", "/_jb_static/", "/cache/fvm/",
            "/cache/asset-cleanup/js/", "/merged", "/combined",
        ]
        return marks.contains(where: url.path.lowercased().has)
    }
}
