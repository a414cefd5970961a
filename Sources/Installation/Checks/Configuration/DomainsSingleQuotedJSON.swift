import CookieForecast

/// The domains are written with single quotes, as no JSON is.
enum DomainsSingleQuotedJSON: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "domains-single-quoted-json", .configuration, .major,
        title: "data-domains has single quotes inside",
        why:
            "JSON knows double quotes only. With single ones the script ignores the attribute without a word, and partner "
            + "links (?via=) do nothing.",
        fix: "Use double quotes inside: data-domains='{\"refer\":\"your.link\"}'.")

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        guard case .broken = options.domains, let meant = meant(by: options.text("data-domains") ?? "") else {
            return nil
        }
        let finding = entry.finding(
            "data-domains has single quotes inside, which is not JSON: the script ignores it.",
            [.attribute("data-domains", of: tag)],
            fix: "Use double quotes inside: data-domains='\(meant.json.condensed(limit: 160))'.")
        return Observation(finding, tag: tag.index, explains: TagConfiguration.absentDomains)
    }

    /// The object that the text is once its quotes are swapped.
    static func meant(by text: String) -> JSValue? {
        guard text.contains("'") else { return nil }
        let swapped = String(text.map { $0 == "'" ? "\"" : $0 == "\"" ? "'" : $0 })
        guard let value = try? JSValue(parsing: swapped), case .object = value else { return nil }
        return value
    }
}
