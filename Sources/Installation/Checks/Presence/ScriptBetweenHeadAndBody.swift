import Evidence
import HTMLPage

/// The tag is written outside the head's tags, and browsers put it into the head all the same.
enum ScriptBetweenHeadAndBody: TagCheck {
    static let entry = CatalogueEntry(
        "script-between-head-and-body", .presence, .info,
        title: "The tag is written outside <head>, and still ends in it",
        why:
            "Browsers move a script that stands before or right after <head> into it. It works, but templates and linters "
            + "look for it in another place.",
        fix: "It works; move it inside <head> so that templates and linters see it.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        let scan = page.page.scan
        let start = tag.element.position.offset
        let isBefore = [scan.headTag, scan.htmlTag].compactMap(\.?.offset).contains { start < $0 }
        let isAfter = scan.headEndTag.map { start > $0.offset } ?? false
        guard !tag.isDynamic, tag.element.placement == .head, !tag.element.isInsideHeadTags, isBefore || isAfter else {
            return nil
        }
        let finding = entry.finding(
            "The tag stands \(isAfter ? "after </head>" : "before <head>"); browsers move it into <head>.",
            [.tag(tag, on: page)])
        return Observation(finding, tag: tag.index, explains: [FragileMarkup.entry.id])
    }
}
