/// Conversions cannot be sent without a key.
enum PublishableKeyMissing: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "publishable-key-missing", .configuration, .major,
        title: "Conversion tracking without a key",
        why:
            "trackLead and trackSale send the publishable key along. Without it they warn in the console and send nothing.",
        fix: "Add data-publishable-key=\"dub_pk_…\".")

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        guard let variant = tag.variant, all.idle(variant).contains(.conversionTracking) else { return nil }
        let finding = entry.finding(
            "\(variant.fileName) is loaded without data-publishable-key: no lead or sale is sent.",
            [.tag(tag, on: all.page)])
        return Observation(finding, tag: tag.index)
    }
}
