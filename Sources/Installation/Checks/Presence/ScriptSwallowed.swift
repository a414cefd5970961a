import HTMLPage

/// An element or comment before the tag was not closed, and the tag became part of its text.
enum ScriptSwallowed: Check {
    static let entry = CatalogueEntry(
        "script-swallowed-by-unclosed-element", .presence, .blocker,
        title: "An unclosed element swallows the tag",
        why: "Everything after an unclosed <title>, <style>, <textarea>, <script> or comment is its text, the Dub tag "
            + "included.",
        fix: "Close the element opened before the Dub tag.")

    static func examine(_ page: Analysis) -> [Observation] {
        page.inertTags.compactMap { tag in
            let opener: String
            let line: Int
            switch tag.element.inertBecause {
            case .rawText(element: let element, position: let position, isClosed: _)? where element != "noscript":
                (opener, line) = ("<\(element)>", position.line)
            case .comment(position: let position, isClosed: false)?:
                (opener, line) = ("comment <!--", position.line)
            case .characterData(position: let position, isClosed: _)?:
                (opener, line) = ("CDATA section", position.line)
            case .unfinishedTag(element: let element, position: let position)?,
                .insideTag(element: let element, position: let position)?:
                (opener, line) = ("tag <\(element)", position.line)
            case .attributeValue(element: let element, attribute: let attribute, position: let position)?:
                (opener, line) = ("quoted \(attribute) of the <\(element)>", position.line)
            default:
                return nil
            }
            let finding = entry.finding(
                "The \(opener) opened on line \(line) is not closed before the Dub tag, which became part of its text.",
                [.tag(tag, on: page)], fix: "Close the \(opener) opened on line \(line).")
            return Observation(finding, .stopsScript, tag: tag.index)
        }
    }
}
