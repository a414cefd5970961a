import PageURL

/// The proxy serves a file without a configured feature.
enum ProxyVariantMismatch: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "proxy-variant-mismatch", .configuration, .major,
        title: "The proxy serves a file without a configured feature",
        why:
            "The name of a proxied file says nothing; what counts is the file behind it. The proxy fetches one without the "
            + "extension that the options need.",
        fix: "Point the proxy at script.<parts>.js.", isReproduced: false)

    static func examine(_ tag: DubTag, _ options: TagConfiguration, on page: Analysis) -> Observation? {
        guard case .proxied(let variant) = tag.identity, let url = tag.url else { return nil }
        let unserved = PartCoverage.unserved(tag, options, on: page)
        guard !unserved.isEmpty else { return nil }
        let wanted = PartCoverage.file(of: tag, with: unserved.map(\.part))
        let finding = entry.finding(
            "\(unserved.names) \(unserved.count == 1 ? "needs" : "need") the \(unserved.partNames) extension; "
                + "\(url.withoutQuery) serves \(variant.fileName) without it.",
            unserved.attributes.map { .attribute($0, of: tag) } + FileEvidence.answer(of: tag),
            fix: "Point the proxy at https://www.dubcdn.com/analytics/\(wanted).")
        return Observation(
            finding, tag: tag.index, explains: LeadCallWithoutConversionVariant.consequence(of: unserved))
    }
}
