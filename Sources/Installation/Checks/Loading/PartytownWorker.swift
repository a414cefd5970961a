/// Partytown runs the script in a worker.
enum PartytownWorker: TagCheck {
    static let entry = CatalogueEntry(
        "partytown-worker", .loading, .blocker,
        title: "The script runs in a worker",
        why: "In a worker the script does not find its own tag, and no object appears on the page.",
        fix: "Run the Dub script on the main thread.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard case .other(let type) = ScriptType(of: tag.element), matches(type) else { return nil }
        let finding = entry.finding(
            "type=\"text/partytown\" moves the script into a worker, where it stops.", [.tag(tag, on: page)])
        return Observation(finding, .stopsScript, tag: tag.index)
    }

    static func matches(_ type: String) -> Bool {
        type.lowercased() == "text/partytown"
    }
}
