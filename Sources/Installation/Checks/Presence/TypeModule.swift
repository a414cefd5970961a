/// The script is loaded as a module, in which it cannot find its own tag.
enum TypeModule: TagCheck {
    static let entry = CatalogueEntry(
        "type-module", .presence, .blocker,
        title: "type=\"module\" stops the script",
        why: "Inside a module there is no current script element; the script reads its attributes from it and stops.",
        fix: "Remove type=\"module\".")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard ScriptType(of: tag.element) == .module else { return nil }
        let finding = entry.finding(
            "The tag has type=\"module\": the script does not find its own tag and stops.", [.tag(tag, on: page)])
        return Observation(finding, .stopsScript, tag: tag.index, explains: ["crossorigin-no-cors"])
    }
}
