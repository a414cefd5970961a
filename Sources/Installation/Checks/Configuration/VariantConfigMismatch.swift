/// A feature is configured, and the file without it is loaded.
enum VariantConfigMismatch: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "variant-config-mismatch", .configuration, .major,
        title: "The file lacks a configured feature",
        why:
            "Site visits, outbound domains and conversions are extensions in files of their own; the base file reads their "
            + "options and does nothing with them.",
        fix: "Load the file with the extension of the configured feature.")

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        // A proxy is mended elsewhere, and has a row of its own.
        if case .proxied = tag.identity { return nil }
        let unserved = all.unserved(options)
        guard !unserved.isEmpty, let variant = tag.variant else { return nil }
        let wanted = all.file(inPlaceOf: variant, with: unserved)
        let isCopy = tag.source == nil
        let finding = entry.finding(
            "\(unserved.need), which \(isCopy ? "the pasted code" : variant.fileName) does not have.",
            unserved.attributes.map { .attribute($0, of: tag) } + [.tag(tag, on: all.page)],
            fix: "Load \(wanted)\(isCopy ? " by its own tag" : " in place of \(variant.fileName)").")
        return Observation(finding, tag: tag.index, explains: unserved.consequences)
    }
}
