import PageURL

/// The script comes from a path of the site.
enum ProxiedScript: TagCheck {
    static let entry = CatalogueEntry(
        "proxied-script", .verdict, .info,
        title: "The script comes from the site's own path",
        why:
            "A first-party proxy serves Dub's script, so that ad blockers leave it alone. It was recognised by its content.",
        fix: "Nothing to do.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard case .proxied(let variant) = tag.identity, let url = tag.url else { return nil }
        let finding = entry.finding(
            "\(url.href) serves Dub's script (\(variant.fileName)).", FileEvidence.answer(of: tag))
        return Observation(finding, tag: tag.index)
    }
}
