import Evidence
import HTMLPage

/// Two parsers read the markup around the tag differently.
enum FragileMarkup: TagCheck {
    static let entry = CatalogueEntry(
        "fragile-markup", .verdict, .info,
        title: "Parsers disagree about the tag's place",
        why:
            "Browsers follow one standard; other tools that read the page (crawlers, optimizers, filters) may put the tag "
            + "elsewhere.",
        fix: "Clean up the markup before the tag.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard page.page.fragileScripts.contains(where: { $0.position == tag.element.position }) else { return nil }
        let isInHead = tag.element.placement == .head
        let line = tag.element.position.line
        let finding = entry.finding(
            "Browsers put the Dub tag into \(isInHead ? "<head>" : "<body>"), libxml2 into "
                + "\(isInHead ? "<body>" : "<head>").",
            [.tag(tag, on: page)], fix: "Clean up the markup near line \(line).")
        return Observation(finding, tag: tag.index)
    }
}
