import HTMLPage

/// The page shows a secret key to everybody.
enum PublishableKeyWrongKind: TagCheck {
    static let entry = CatalogueEntry(
        "publishable-key-wrong-kind", .configuration, .blocker,
        title: "A secret key is on the page",
        why:
            "A key that begins with dub_ and not with dub_pk_ gives full access to the workspace, to everybody who reads the "
            + "page.",
        fix: "Revoke that key and use the publishable key dub_pk_….", isReproduced: false)

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard let key = tag.attributes["data-publishable-key"]?.trimmingHTMLSpace(), key.hasPrefix("dub_"),
            !key.hasPrefix("dub_pk_"),
            let place = tag.element.attributes.first(where: { $0.name == "data-publishable-key" })
        else { return nil }
        let finding = entry.finding(
            "data-publishable-key holds a secret API key, which everybody can read on this page.",
            [.html("data-publishable-key='\(key.prefix(8))…'", at: place.position)])
        return Observation(finding, tag: tag.index)
    }
}
