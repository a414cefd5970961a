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

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        guard case .proxied(let variant) = tag.identity, let url = tag.url else { return nil }
        let unserved = all.unserved(options)
        guard !unserved.isEmpty else { return nil }
        let wanted = all.file(inPlaceOf: variant, with: unserved)
        let finding = entry.finding(
            "\(unserved.need); \(url.withoutQuery) serves \(variant.fileName) without.",
            unserved.attributes.map { .attribute($0, of: tag) } + FileEvidence.answer(of: tag),
            fix: "Point the proxy at https://www.dubcdn.com/analytics/\(wanted).")
        return Observation(finding, tag: tag.index, explains: unserved.consequences)
    }
}
