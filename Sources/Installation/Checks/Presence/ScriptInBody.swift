import HTMLPage

/// The tag stands in the body, where it runs late.
enum ScriptInBody: TagCheck {
    static let entry = CatalogueEntry(
        "script-in-body", .presence, .minor,
        title: "The tag is in <body>",
        why: "The script runs only once the page has been read that far: early clicks and queued calls can be lost.",
        fix: "Move the tag into <head> so it runs before the visitor can leave.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard !tag.isDynamic, tag.element.placement == .body, !tag.element.isInsideHeadTags, !tag.element.isInShadowRoot
        else {
            return nil
        }
        let finding = entry.finding(
            "The Dub script is in <body>, so that it runs late.", [.tag(tag, on: page)])
        return Observation(finding, tag: tag.index)
    }
}
