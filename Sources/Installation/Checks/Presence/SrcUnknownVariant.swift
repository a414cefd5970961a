/// The file name is none of the 8.
enum SrcUnknownVariant: TagCheck {
    static let entry = CatalogueEntry(
        "src-unknown-variant", .presence, .blocker,
        title: "There is no script of that name",
        why:
            "Dub's host has 8 files: script.js, with any of .site-visit, .outbound-domains and .conversion-tracking in this "
            + "order. Every other name leads to a page that is no script.",
        fix: "Use one of the 8 file names; parts go in the order site-visit.outbound-domains.conversion-tracking.",
        isReproduced: false)

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard case .unknownFile(let name) = tag.identity else { return nil }
        let words = Set(name.split(separator: ".").map(String.init))
        let meant = ScriptVariant(parts: Set(ScriptVariant.Part.allCases.filter { words.contains($0.rawValue) }))
        let finding = entry.finding(
            "Dub's host has no file \(name).", [.attribute(tag.sourceAttribute ?? "src", of: tag)],
            fix: "Write https://www.dubcdn.com/analytics/\(meant.fileName).")
        return Observation(finding, .stopsScript, tag: tag.index, explains: SrcWrongHost.causes)
    }
}
