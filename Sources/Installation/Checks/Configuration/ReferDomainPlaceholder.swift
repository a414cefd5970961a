import CookieForecast
import PageURL

/// The refer domain was copied from the documentation.
enum ReferDomainPlaceholder: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "refer-domain-placeholder", .configuration, .major,
        title: "The refer domain is a placeholder",
        why: "The example domain of the documentation belongs to nobody's workspace: the API finds no link for it.",
        fix: "Replace the placeholder by your own Dub short domain.", isReproduced: false)

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        guard let refer = options.refer, case .string(let domain) = refer.value, isPlaceholder(domain, on: all.page)
        else {
            return nil
        }
        let finding = entry.finding(
            "The refer domain \(domain) in \(refer.attribute) is the placeholder of the documentation.",
            [.attribute(refer.attribute, of: tag)])
        return Observation(finding, tag: tag.index)
    }

    /// A domain of nobody's, or Dub's own on a page that is not Dub's.
    static func isPlaceholder(_ domain: String, on page: Analysis) -> Bool {
        let domain = domain.lowercased()
        if domain == "refer.dub.co" {
            return PublicSuffixes.registrableDomain(page.pageURL.host) != "dub.co"
        }
        let labels = domain.split(separator: ".")
        // Reserved for examples (RFC 2606), so that nobody can own a short domain there.
        if ["example.com", "example.org", "example.net"].contains(labels.suffix(2).joined(separator: ".")) {
            return true
        }
        if labels.last == "example" { return true }
        return labels.contains { label in words.contains(label.filter(\.isLetter)) } || domain == "your.link"
    }

    private static let words: Set<String> = [
        "yourcompany", "yourdomain", "yourbrand", "yoursite", "yourwebsite", "yourapp", "yourshortdomain",
        "yourproject", "yourworkspace", "yourdublink", "yourdubdomain",
    ]
}
