import CookieForecast

/// The list of query parameters is no list.
enum QueryParamsNotArray: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "query-params-not-array", .configuration, .major,
        title: "data-query-params is not a list",
        why:
            "Of a string the script takes each letter for a parameter; what is no JSON it ignores. The parameter that was "
            + "meant does nothing.",
        fix: "Use a JSON array: data-query-params='[\"ref\"]'.")

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        let text = options.text("data-query-params")?.trimmingHTMLSpace() ?? ""
        let reason: String
        var fix: String?
        switch options.queryParams {
        case .absent, .value(.array), .value(.null):
            return nil
        case .value(.string(let name)):
            reason =
                "data-query-params is the string \"\(name.condensed(limit: 60))\" instead of a list: "
                + "each of its letters becomes a parameter."
            fix = example([name])
        case .value(let value):
            reason = "data-query-params is \(value.kind) instead of a list: no parameter is read from it."
        case .broken(let error):
            reason = "data-query-params is not JSON (\(error)): the script ignores it."
            let names = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" }.map(String.init)
            if !names.isEmpty, names.count <= 8 { fix = example(names) }
        }
        let finding = entry.finding(reason, [.attribute("data-query-params", of: tag)], fix: fix)
        return Observation(
            finding, tag: tag.index,
            explains: [QueryParamShadowsQueryParams.entry.id, ReferDomainMissing.entry.id])
    }

    private static func example(_ names: [String]) -> String {
        "Use a JSON array: data-query-params='\(JSValue.array(names.map { .string($0) }).json)'."
    }
}
