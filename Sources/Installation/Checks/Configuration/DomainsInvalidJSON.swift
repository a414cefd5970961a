import CookieForecast
import Evidence

/// The domains are no JSON object.
enum DomainsInvalidJSON: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "domains-invalid-json", .configuration, .major,
        title: "data-domains is not a JSON object",
        why:
            "Curly quotes, entities escaped twice, double quotes that end the attribute or a trailing comma: the script "
            + "ignores the attribute, and every option in it.",
        fix: "Fix the JSON in data-domains.")

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        guard let text = options.text("data-domains") else { return nil }
        switch options.domains {
        case .absent, .value(.object), .value(.null):
            return nil
        case .value(let value):
            let finding = entry.finding(
                "data-domains is JSON, but \(value.kind) instead of an object: the script finds no domain in it.",
                [.attribute("data-domains", of: tag)],
                fix: "Write an object: data-domains='{\"refer\":\"your.link\"}'.")
            return Observation(finding, tag: tag.index, explains: TagConfiguration.absentDomains)
        case .broken(let error):
            guard DomainsSingleQuotedJSON.meant(by: text) == nil else { return nil }
            let mistake = BrokenJSON(text, error: error, tag: tag)
            let finding = entry.finding(
                "data-domains is not JSON (\(error)): the script ignores it. \(mistake.reason)",
                [.attribute("data-domains", of: tag)] + (mistake.isCut ? [.tag(tag, on: all.page)] : []),
                fix: mistake.fix ?? "Fix the JSON in data-domains (error at character \(error.column)).")
            return Observation(finding, tag: tag.index, explains: TagConfiguration.absentDomains)
        }
    }
}
