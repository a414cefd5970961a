import HTMLPage

/// The only tag is inside noscript.
enum ScriptInNoscript: Check {
    static let entry = CatalogueEntry(
        "script-in-noscript", .presence, .blocker,
        title: "The tag is inside <noscript>",
        why: "Browsers that run scripts treat the contents of <noscript> as text. Often the tag was pasted next to the "
            + "fallback of a tracking pixel.",
        fix: "Move the tag out of <noscript>.")

    static func examine(_ page: Analysis) -> [Observation] {
        page.inertTags.compactMap { tag in
            guard case .rawText(element: "noscript", position: let position, isClosed: _)? = tag.element.inertBecause
            else { return nil }
            let finding = entry.finding(
                "The Dub tag is inside the <noscript> of line \(position.line): browsers with scripts skip it.",
                [.tag(tag, on: page)])
            return Observation(finding, .stopsScript, tag: tag.index)
        }
    }
}
