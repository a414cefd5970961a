/// The attribution model is a word that the script does not know.
enum AttributionModelUnknown: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "attribution-model-unknown", .configuration, .minor,
        title: "An unknown attribution model",
        why: "Every value but first-click, letter by letter, is treated as last-click.",
        fix: "Use first-click or last-click.")

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        guard let model = options.text("data-attribution-model"), !["first-click", "last-click"].contains(model) else {
            return nil
        }
        let letters = model.lowercased().filter(\.isLetter)
        let meant = letters.hasPrefix("first") ? "first-click" : letters.hasPrefix("last") ? "last-click" : nil
        let finding = entry.finding(
            "The script does not know the attribution model \"\(model.condensed(limit: 60))\" and goes by last-click.",
            [.attribute("data-attribution-model", of: tag)],
            fix: meant.map { "Write data-attribution-model=\"\($0)\"." })
        return Observation(finding, tag: tag.index)
    }
}
