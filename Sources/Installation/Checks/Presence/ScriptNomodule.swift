import HTMLPage

/// The tag is for browsers without modules, that is, for none.
enum ScriptNomodule: TagCheck {
    static let entry = CatalogueEntry(
        "script-nomodule", .presence, .blocker,
        title: "nomodule stops the script",
        why: "Every browser of today knows modules and skips scripts marked nomodule.",
        fix: "Remove nomodule.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard tag.element["nomodule"] != nil, ScriptType(of: tag.element) == .classic else { return nil }
        let finding = entry.finding(
            "The tag has nomodule: browsers that know modules skip it.", [.tag(tag, on: page)])
        return Observation(finding, .stopsScript, tag: tag.index)
    }
}
