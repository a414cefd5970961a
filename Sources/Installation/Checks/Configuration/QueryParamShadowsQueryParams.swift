/// Both ways of naming query parameters are used, and one of them wins.
enum QueryParamShadowsQueryParams: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "query-param-shadows-query-params", .configuration, .minor,
        title: "data-query-param hides data-query-params",
        why: "With the older attribute for one parameter the script never looks at the list.",
        fix: "Keep only data-query-params.")

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        guard let single = options.text("data-query-param"), options.text("data-query-params") != nil else {
            return nil
        }
        let finding = entry.finding(
            "data-query-param=\"\(single.condensed(limit: 60))\" wins: the list in data-query-params is ignored.",
            [.attribute("data-query-param", of: tag), .attribute("data-query-params", of: tag)],
            fix: "Remove data-query-param, and put its parameter into data-query-params.")
        return Observation(finding, tag: tag.index, explains: [ReferDomainMissing.entry.id])
    }
}
