import Evidence
import HTMLPage

/// The site builder that made a page, where its marks leave no doubt.
enum SitePlatform: String, Sendable, CaseIterable {
    case shopify = "Shopify"
    case webflow = "Webflow"
    case framer = "Framer"
    case wordPress = "WordPress"

    /// Where the builder keeps the tag, and what to do there.
    var fix: String {
        switch self {
        case .shopify: "Switch on Dub's app embed in the theme editor (App embeds) and save the theme."
        case .webflow: "Put the tag into Site settings, Custom code, Head code, and publish the site again."
        case .framer: "Put the tag into Site settings, Custom code, Start of <head> tag, and publish the site again."
        case .wordPress:
            "Put the tag back into the theme's header.php, which an update may have overwritten, and see that it calls "
                + "wp_head()."
        }
    }

    /// The builder and the mark that shows it.
    static func sign(of page: Analysis) -> (platform: SitePlatform, evidence: FindingEvidence)? {
        generator(of: page) ?? header(of: page) ?? markup(of: page)
    }

    private static func generator(of page: Analysis) -> (SitePlatform, FindingEvidence)? {
        for meta in page.page.scan.metas where meta["name"]?.trimmingHTMLSpace().lowercased() == "generator" {
            let content = meta["content"]?.trimmingHTMLSpace() ?? ""
            guard let platform = allCases.first(where: { content.lowercased().hasPrefix($0.rawValue.lowercased()) })
            else { continue }
            return (platform, .html("<meta name=\"generator\" content=\"\(content)\">", at: meta.position))
        }
        return nil
    }

    private static func header(of page: Analysis) -> (SitePlatform, FindingEvidence)? {
        let marks: [(SitePlatform, name: String, value: String)] = [
            (.shopify, "powered-by", "shopify"), (.shopify, "x-shopid", ""), (.shopify, "x-shopify-stage", ""),
            (.framer, "server", "framer"), (.wordPress, "link", "https://api.w.org/"),
        ]
        for mark in marks {
            guard let value = page.fields.joined(mark.name), mark.value.isEmpty || value.lowercased().has(mark.value)
            else { continue }
            return (mark.0, FindingEvidence(.header, "\(mark.name): \(value.condensed(limit: 120))"))
        }
        return nil
    }

    private static func markup(of page: Analysis) -> (SitePlatform, FindingEvidence)? {
        if let site = page.page.dom?.htmlAttributes.first(where: { $0.name == "data-wf-site" }) {
            return (.webflow, FindingEvidence(.html, "<html data-wf-site=\"\(site.value)\">"))
        }
        for script in page.page.scan.scripts where script.placement.isLive {
            let source = script["src"] ?? ""
            let platform: SitePlatform? =
                source.isEmpty
                ? (script.text.has("Shopify.theme") || script.text.has("Shopify.shop") ? .shopify : nil)
                : platform(ofAsset: source)
            guard let platform else { continue }
            return (platform, .html(page.page.scan.text(in: script.tagRange), at: script.position))
        }
        for link in page.page.dom?.links ?? [] where !link.isInert {
            guard let address = link["href"], let platform = platform(ofAsset: address) else { continue }
            return (
                platform, FindingEvidence(.html, "<link href=\"\(address.condensed(limit: 120))\">", line: link.line)
            )
        }
        return nil
    }

    /// The builder whose folder an asset of the page lies in.
    private static func platform(ofAsset address: String) -> SitePlatform? {
        if address.has("/wp-content/themes/") || address.has("/wp-includes/") { return .wordPress }
        if address.has("/cdn/shop/t/") || address.has("cdn.shopify.com/s/files/") { return .shopify }
        if address.has("//framerusercontent.com/sites/") { return .framer }
        return nil
    }
}
