/// A feature is configured, and the file without it is loaded.
enum VariantConfigMismatch: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "variant-config-mismatch", .configuration, .major,
        title: "The file lacks a configured feature",
        why:
            "Site visits, outbound domains and conversions are extensions in files of their own; the base file reads their "
            + "options and does nothing with them.",
        fix: "Load the file with the extension of the configured feature.")

    static func examine(_ tag: DubTag, _ options: TagConfiguration, on page: Analysis) -> Observation? {
        // A proxy is mended elsewhere, and has a row of its own.
        if case .proxied = tag.identity { return nil }
        let unserved = PartCoverage.unserved(tag, options, on: page)
        guard !unserved.isEmpty, let variant = tag.variant else { return nil }
        let wanted = PartCoverage.file(of: tag, with: unserved.map(\.part))
        let isCopy = tag.source == nil
        let finding = entry.finding(
            "\(unserved.names) \(unserved.count == 1 ? "needs" : "need") the \(unserved.partNames) extension, which "
                + "\(isCopy ? "the pasted code" : variant.fileName) does not have.",
            unserved.attributes.map { .attribute($0, of: tag) } + [.tag(tag, on: page)],
            fix: "Load \(wanted)\(isCopy ? " by its own tag" : " in place of \(variant.fileName)").")
        return Observation(
            finding, tag: tag.index, explains: LeadCallWithoutConversionVariant.consequence(of: unserved))
    }
}
