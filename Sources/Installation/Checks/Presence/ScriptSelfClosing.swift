import HTMLPage

/// The tag ends in a slash, which closes nothing in HTML.
enum ScriptSelfClosing: TagCheck {
    static let entry = CatalogueEntry(
        "script-self-closing", .presence, .blocker,
        title: "<script … /> does not close",
        why:
            "HTML has no self-closing script tag: everything up to the next </script> becomes the script's text, or the "
            + "script never ends and never runs.",
        fix: "Write <script …></script>: HTML has no self-closing script tag.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard tag.element.isSelfClosing else { return nil }
        if !tag.element.isClosed {
            let finding = entry.finding(
                "The tag ends in /> and no </script> follows: browsers fetch the script and never run it.",
                [.tag(tag, on: page)])
            return Observation(finding, .stopsScript, tag: tag.index)
        }
        guard tag.element.text.contains(where: { !$0.isWhitespace }) else { return nil }
        let finding = entry.finding(
            "The tag ends in />, so that everything up to the next </script> became its text and is lost.",
            [.tag(tag, on: page), .html(tag.element.text.condensed(limit: 120), at: tag.element.position)])
        return Observation(finding, tag: tag.index)
    }
}
