import Evidence
import HTMLPage

/// The end tag is missing.
enum ScriptTagUnclosed: TagCheck {
    static let entry = CatalogueEntry(
        "script-tag-unclosed", .presence, .blocker,
        title: "</script> is missing",
        why: "A script element that is still open at the end of the document is fetched and never run.",
        fix: "Add the missing </script>.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard !tag.element.isClosed, !tag.element.isSelfClosing, !page.page.isTruncated else { return nil }
        let finding = entry.finding(
            "No </script> follows the Dub tag: browsers fetch the script and never run it.", [.tag(tag, on: page)])
        return Observation(finding, .stopsScript, tag: tag.index)
    }
}
