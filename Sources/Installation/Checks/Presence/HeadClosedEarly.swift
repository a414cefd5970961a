import Evidence
import HTMLPage

/// The source has the tag in the head, the browser has it in the body: something before it ended the head.
enum HeadClosedEarly: TagCheck {
    static let entry = CatalogueEntry(
        "head-closed-early", .presence, .minor,
        title: "Something ends <head> before the tag",
        why:
            "A browser ends <head> at the first element or text that does not belong there and puts everything after it, "
            + "the Dub script included, into <body>.",
        fix: "Remove or move what ends <head>, so that the Dub script stays in it.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard tag.element.placement == .body, tag.element.isInsideHeadTags, !tag.element.isInShadowRoot else {
            return nil
        }
        let closer = page.page.scan.headCloser
        let culprit = "\(closer.phrase) on line \(closer.position.line)"
        let finding = entry.finding(
            "\(culprit.capitalizingFirst) ends <head>, so that browsers put the Dub script into <body>.",
            [.html(closer.excerpt, at: closer.position), .tag(tag, on: page)],
            fix: "Remove or move \(culprit): it ends <head> and pushes the Dub script into <body>.")
        return Observation(finding, tag: tag.index, explains: [FragileMarkup.entry.id])
    }
}

extension HeadCloser {
    /// The closer as it reads in a sentence.
    var phrase: String {
        switch kind {
        case .element, .bodyTag, .framesetTag: "the <\(name)>"
        case .text: "the text \"\(name.condensed(limit: 30))\""
        case .endTag: "the </\(name)>"
        case .endOfFile: "the end of the file"
        }
    }
}

extension String {
    /// The text with a capital first letter.
    var capitalizingFirst: String {
        prefix(1).uppercased() + dropFirst()
    }
}
