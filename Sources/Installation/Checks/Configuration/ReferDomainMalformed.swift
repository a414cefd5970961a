import CookieForecast
import Evidence

/// The refer domain is not a bare domain.
enum ReferDomainMalformed: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "refer-domain-malformed", .configuration, .major,
        title: "The refer domain is not a bare domain",
        why:
            "The script posts the domain as it stands. With a scheme, a path, a port or spaces in it the API finds no link, "
            + "and partner links (?via=) do nothing.",
        fix: "Write the bare short domain, for example go.acme.com.")

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        guard let refer = options.refer else { return nil }
        let place = FindingEvidence.attribute(refer.attribute, of: tag)
        guard case .string(let text) = refer.value else {
            let finding = entry.finding(
                "The refer domain in \(refer.attribute) is \(refer.value.kind) instead of a text.", [place])
            return Observation(finding, tag: tag.index)
        }
        guard let fault = fault(of: text) else { return nil }
        let finding = entry.finding(
            "The refer domain \"\(text.condensed(limit: 80))\" in \(refer.attribute) \(fault): the API finds no link for it.",
            [place], fix: bare(text).map { "Write the bare short domain: \($0)." })
        return Observation(finding, tag: tag.index, explains: [ReferDomainPlaceholder.entry.id])
    }

    /// What is wrong with the domain, as it reads after its name; nil when it is one.
    static func fault(of domain: String) -> String? {
        if domain.contains("://") || domain.hasPrefix("//") { return "has a scheme" }
        if domain.contains(where: \.isWhitespace) { return "has white space" }
        if domain.contains(where: { "/?#\\".contains($0) }) { return "has a path" }
        if domain.contains(":") { return "has a port" }
        let isName = domain.allSatisfy { $0.isLetter || $0.isNumber || "-._".contains($0) }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard isName, labels.allSatisfy({ !$0.isEmpty }), labels.count > 1 || domain == "localhost" else {
            return "is no domain name"
        }
        return nil
    }

    /// The domain in the text, when it is plain to see.
    private static func bare(_ text: String) -> String? {
        var rest = text.trimmingHTMLSpace()[...]
        if let scheme = rest.firstRange(of: "//") { rest = rest[scheme.upperBound...] }
        let host = String(rest.prefix { !"/?#:\\".contains($0) && !$0.isWhitespace })
        return fault(of: host) == nil ? host : nil
    }
}
