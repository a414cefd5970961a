import HTMLPage

/// The only tag is inside a template.
enum ScriptInTemplate: Check {
    static let entry = CatalogueEntry(
        "script-in-template", .presence, .blocker,
        title: "The tag is inside <template>",
        why: "The contents of a template are not part of the page until code copies them out.",
        fix: "Move the tag out of <template>.")

    static func examine(_ page: Analysis) -> [Observation] {
        page.inertTags.compactMap { tag in
            guard case .template(position: let position)? = tag.element.inertBecause else { return nil }
            let finding = entry.finding(
                "The Dub tag is inside the <template> of line \(position.line), whose contents never run.",
                [.tag(tag, on: page)])
            return Observation(finding, .stopsScript, tag: tag.index)
        }
    }
}
