import HTMLPage

/// The type makes the element data instead of a script.
enum TypeNotJavaScript: TagCheck {
    static let entry = CatalogueEntry(
        "type-not-javascript", .presence, .blocker,
        title: "The type is not JavaScript",
        why:
            "A script element whose type (or language) is no JavaScript type is a block of data: it is not even fetched.",
        fix: "Remove the type attribute (or set text/javascript).")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard case .other(let type) = ScriptType(of: tag.element), tag.deferral == nil,
            !PartytownWorker.matches(type), !RocketLoader.matches(type)
        else { return nil }
        let name = tag.element["type"] == nil ? "language" : "type"
        let finding = entry.finding(
            "The \(name) makes this \"\(type)\", which browsers do not run.", [.tag(tag, on: page)],
            fix: "Remove the \(name) attribute (or set type=\"text/javascript\").")
        return Observation(finding, .stopsScript, tag: tag.index)
    }
}
