import Evidence

/// An older cookie stays, as the model says.
enum FirstClickExisting: TagCheck {
    static let entry = CatalogueEntry(
        "first-click-existing", .cookie, .info,
        title: "An older click id stays",
        why:
            "With the first-click model a dub_id that is there already is not replaced; a test in a used browser then seems "
            + "to fail.",
        fix: "Test in a clean profile.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard tag.attributes["data-attribution-model"] == "first-click",
            let existing = page.options.requestCookies["dub_id"]
        else { return nil }
        let finding = entry.finding(
            "The model is first-click, and a dub_id cookie is there already: it stays.",
            [.attribute("data-attribution-model", of: tag), FindingEvidence(.cookie, "dub_id=\(existing)")])
        return Observation(finding, tag: tag.index)
    }
}
