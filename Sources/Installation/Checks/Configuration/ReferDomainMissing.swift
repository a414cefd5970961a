import CookieForecast

/// Partner links are expected, and there is no domain for them.
enum ReferDomainMissing: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "refer-domain-missing", .configuration, .major,
        title: "No refer domain for partner links",
        why:
            "A partner key in the URL (?via= or a parameter of data-query-params) is posted for the refer domain. Without "
            + "one the script posts nothing.",
        fix: "Add data-domains='{\"refer\":\"your.link\"}'.")

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        // Parameters of their own are what nobody configures who does not expect partner links.
        guard !all.hasRefer, let (attribute, names) = parameters(in: options) else { return nil }
        let finding = entry.finding(
            "\(attribute) names \(names), and the tag has no refer domain: partner links do nothing.",
            [.attribute(attribute, of: tag), .tag(tag, on: all.page)])
        return Observation(finding, tag: tag.index)
    }

    /// The attribute that configures partner parameters, and their names.
    private static func parameters(in options: TagConfiguration) -> (attribute: String, names: String)? {
        if let single = options.text("data-query-param") { return ("data-query-param", "?\(single)=") }
        guard case .value(.array(let items)) = options.queryParams else { return nil }
        let names = items.compactMap { item in
            if case .string(let name) = item, item.isSet { "?\(name)=" } else { nil }
        }
        return names.isEmpty ? nil : ("data-query-params", names.prefix(4).joined(separator: ", "))
    }
}
