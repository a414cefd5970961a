import HTMLPage

/// The tag is in a shadow root, where the script cannot find it.
enum ShadowRootInjection: TagCheck {
    static let entry = CatalogueEntry(
        "shadow-root-injection", .presence, .blocker,
        title: "The tag is in a shadow root",
        why:
            "For a script inside a shadow root there is no current script element; the script reads its attributes from it "
            + "and stops.",
        fix: "Append it to document.head.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard tag.element.isInShadowRoot else { return nil }
        let finding = entry.finding(
            "The Dub tag is inside a shadow root, where the script does not find its own tag.",
            [.tag(tag, on: page)])
        return Observation(finding, .stopsScript, tag: tag.index)
    }
}
