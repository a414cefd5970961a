/// Another product of Dub is loaded in place of analytics.
enum SrcWrongProduct: Check {
    static let entry = CatalogueEntry(
        "src-wrong-product", .presence, .blocker,
        title: "The script is another product of Dub",
        why: "embed/script.js shows the partner widget; it reads no ?dub_id= and sets no cookie.",
        fix: "Add analytics/script.js; embed/script.js is another product.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        // A page may well use both: the other product is a mistake only where analytics is missing.
        guard !page.tags.contains(where: { $0.isLive && $0.isDub }) else { return [] }
        return page.liveTags.compactMap { tag in
            guard case .otherProduct(let path) = tag.identity else { return nil }
            let finding = entry.finding(
                "The only Dub script is \(path), which is not the analytics script.", [.tag(tag, on: page)])
            return Observation(finding, .stopsScript, tag: tag.index, explains: SrcWrongHost.causes)
        }
    }
}
