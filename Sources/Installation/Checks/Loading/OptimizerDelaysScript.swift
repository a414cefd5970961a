/// A page-speed plugin holds the script back until the visitor does something.
enum OptimizerDelaysScript: TagCheck {
    static let entry = CatalogueEntry(
        "optimizer-delays-script", .loading, .major,
        title: "A page-speed plugin delays the script",
        why:
            "The plugin keeps the tag inert until the visitor scrolls, moves or taps: the clicks of those who leave before "
            + "are lost.",
        fix: "Exclude dubcdn.com/analytics from delayed JavaScript.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard tag.deferral == .interaction else { return nil }
        let finding = entry.finding(
            "A page-speed plugin holds the Dub tag back until the visitor interacts with the page.",
            [.tag(tag, on: page)])
        return Observation(finding, tag: tag.index)
    }
}
