import Evidence
import HTMLPage

/// The script's code is pasted into the page.
enum ScriptInlinedCopy: TagCheck {
    static let entry = CatalogueEntry(
        "script-inlined-copy", .presence, .minor,
        title: "The script is a pasted copy",
        why:
            "A copy of the code between the tags works, and stays as it is while the hosted file is mended and extended.",
        fix: "Use the hosted file so that fixes reach you.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard case .inlined = tag.identity else { return nil }
        let finding = entry.finding(
            "The code of the Dub script is pasted into the page; it will never be updated.",
            [.html(page.page.scan.text(in: tag.element.range).condensed(limit: 120), at: tag.element.position)])
        return Observation(finding, tag: tag.index)
    }
}
