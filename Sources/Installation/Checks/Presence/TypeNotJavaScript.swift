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
        if let reason = inertness(of: tag) {
            let finding = entry.finding(reason.message, [.tag(tag, on: page)], fix: reason.fix)
            return Observation(finding, .stopsScript, tag: tag.index)
        }
        guard case .other(let type) = ScriptType(of: tag.element), tag.deferral == nil,
            !PartytownWorker.matches(type), !RocketLoader.matches(type)
        else { return nil }
        let name = tag.element["type"] == nil ? "language" : "type"
        let finding = entry.finding(
            "The \(name) makes this \"\(type)\", which browsers do not run.", [.tag(tag, on: page)],
            fix: "Remove the \(name) attribute (or set type=\"text/javascript\").")
        return Observation(finding, .stopsScript, tag: tag.index)
    }

    /// Other ways of writing a script element that browsers take for none of theirs.
    private static func inertness(of tag: DubTag) -> (message: String, fix: String)? {
        if tag.element.isMathML {
            return ("The tag is inside <math>, where a script is no script.", "Move the tag into <head>.")
        }
        // WHATWG HTML, "prepare the script element": for and event are left from the scripts of old browsers.
        guard ScriptType(of: tag.element) == .classic, let target = tag.element["for"], let event = tag.element["event"]
        else { return nil }
        let isLoad = ["onload", "onload()"].contains(event.trimmingHTMLSpace().lowercased())
        guard target.trimmingHTMLSpace().lowercased() != "window" || !isLoad else { return nil }
        return ("The attributes for and event keep browsers from running the script.", "Remove for and event.")
    }
}
