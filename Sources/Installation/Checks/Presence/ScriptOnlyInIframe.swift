import HTMLPage

/// The only tag is in the document of a frame.
enum ScriptOnlyInIframe: Check {
    static let entry = CatalogueEntry(
        "script-only-in-iframe", .presence, .blocker,
        title: "The tag is only inside a frame",
        why: "A script in a frame sees the frame's address, not the page's: ?dub_id= never reaches it.",
        fix: "Add the tag to the top page.")

    static func examine(_ page: Analysis) -> [Observation] {
        page.inertTags.compactMap { tag in
            guard case .attributeValue(element: let element, attribute: let attribute, position: let position)? = tag.element.inertBecause else {
                return nil
            }
            let place = element == "iframe" && attribute == "srcdoc" ? "the srcdoc of an <iframe>" :
                "the attribute \(attribute) of <\(element)>"
            let finding = entry.finding(
                "The Dub tag is only in \(place) on line \(position.line), not in the page itself.",
                [.html(tag.source ?? "", at: position)])
            return Observation(finding, .stopsScript, tag: tag.index)
        }
    }
}
