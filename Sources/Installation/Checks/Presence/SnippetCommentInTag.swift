import Evidence
import HTMLPage

/// A JavaScript comment was copied into the tag.
enum SnippetCommentInTag: TagCheck {
    static let entry = CatalogueEntry(
        "snippet-comment-in-tag", .presence, .minor,
        title: "A // comment inside the tag",
        why:
            "HTML knows no // comments inside tags: the words become attributes, and a > in them ends the tag before the "
            + "attributes that follow.",
        fix: "Delete the // comment from inside the script tag.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        let text = page.page.scan.text(in: tag.element.tagRange)
        guard let comment = Self.comment(in: text) else { return nil }
        let finding = entry.finding(
            "The tag contains the comment \"\(comment)\", which HTML reads as attributes.",
            [.tag(tag, on: page)])
        // A > in the comment ends the tag, and the attributes behind it are text.
        let isCut = tag.source != nil && tag.element.text.has("data-")
        let lost = TagConfiguration.absentDomains.union([PublishableKeyMissing.entry.id])
        return Observation(finding, tag: tag.index, explains: isCut ? lost : [])
    }

    /// The first `//` or `/*` that stands at the beginning of a word and outside quotes, to the end of its line.
    private static func comment(in tag: String) -> String? {
        var quote: Character?
        var previous: Character = "<"
        var isValue = false
        for index in tag.indices {
            let character = tag[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if (character == "\"" || character == "'") && previous == "=" {
                quote = character
            } else if character == "/", previous.isWhitespace, !isValue {
                let rest = tag[index...]
                if rest.hasPrefix("//") || rest.hasPrefix("/*") {
                    return String(rest.prefix { !$0.isNewline }).condensed(limit: 80)
                }
            }
            if !character.isWhitespace { isValue = character == "=" }
            previous = character
        }
        return nil
    }
}
