/// The refer domain is set by the older attribute.
enum ShortDomainDeprecated: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "short-domain-deprecated", .configuration, .info,
        title: "data-short-domain is the older form",
        why: "The script still reads it where data-domains has no refer domain; other domains can only be set there.",
        fix: "Switch to data-domains.", isReproduced: false)

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        guard let domain = options.text("data-short-domain") else { return nil }
        let finding = entry.finding(
            "data-short-domain=\"\(domain.condensed(limit: 80))\" works; data-domains is the form of today.",
            [.attribute("data-short-domain", of: tag)],
            fix: "Write data-domains='{\"refer\":\"\(domain.trimmingHTMLSpace())\"}' in its place.")
        return Observation(finding, tag: tag.index)
    }
}
