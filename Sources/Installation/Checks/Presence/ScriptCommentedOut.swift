import HTMLPage

/// The only tag is inside a comment.
enum ScriptCommentedOut: Check {
    static let entry = CatalogueEntry(
        "script-commented-out", .presence, .blocker,
        title: "The tag is inside an HTML comment",
        why:
            "The tag shows in the page's source, and browsers skip it: it stands in a comment or in a conditional comment "
            + "for old browsers.",
        fix: "Remove the comment marks around the Dub tag.")

    static func examine(_ page: Analysis) -> [Observation] {
        page.inertTags.compactMap { tag in
            guard case .comment(position: let position, isClosed: true)? = tag.element.inertBecause else { return nil }
            let finding = entry.finding(
                "The Dub tag is inside the comment that begins on line \(position.line).", [.tag(tag, on: page)])
            return Observation(finding, .stopsScript, tag: tag.index)
        }
    }
}
