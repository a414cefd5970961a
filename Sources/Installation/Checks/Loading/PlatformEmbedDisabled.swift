import Evidence

/// A site builder's page without the tag that its settings would put there.
enum PlatformEmbedDisabled: Check {
    static let entry = CatalogueEntry(
        "platform-embed-disabled", .loading, .blocker,
        title: "The site builder leaves the tag out",
        why:
            "Shopify, Webflow, Framer and WordPress write the tag into every page once its embed is on and the site is "
            + "published. It is off, the site was not published since, or a theme update overwrote it.",
        fix: "Switch on the app embed, or publish the site again.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard ScriptMissing.isAbsent(from: page), page.inertTags.isEmpty, let sign = SitePlatform.sign(of: page) else {
            return []
        }
        let finding = entry.finding(
            "No Dub script is in this page, which \(sign.platform.rawValue) made: nothing reads ?dub_id= on it.",
            [sign.evidence], fix: sign.platform.fix)
        return [Observation(finding, .stopsScript)]
    }
}
