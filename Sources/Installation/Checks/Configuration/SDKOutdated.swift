/// The npm package is old.
///
/// Old is what is below 0.0.20: versions before it lack options that the documentation of today names (query parameters in
/// a list, the domains object), and some used another cookie name. Versions after it differ in small ways only, and are
/// not worth a finding.
enum SDKOutdated: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "sdk-outdated", .configuration, .minor,
        title: "The npm package is old",
        why: "Old versions of @dub/analytics lack options of today's documentation, and some use an older cookie name.",
        fix: "Update @dub/analytics.", isReproduced: false)

    private static let minimum = [0, 0, 20]

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        guard let version = tag.attributes["data-sdkv"], tag.attributes["data-sdkn"] ?? name == name,
            let numbers = numbers(of: version), numbers.lexicographicallyPrecedes(minimum)
        else { return nil }
        let finding = entry.finding(
            "The page has @dub/analytics \(version.condensed(limit: 40)), which is older than "
                + "\(minimum.map(String.init).joined(separator: ".")).",
            [.attribute("data-sdkv", of: tag)])
        return Observation(finding, tag: tag.index)
    }

    private static let name = "@dub/analytics"

    /// The three numbers of a version; nil when it is written in another way.
    private static func numbers(of version: String) -> [Int]? {
        let core = version.trimmingHTMLSpace().prefix { $0 != "-" && $0 != "+" }
        let numbers = core.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 3 else { return nil }
        let known = numbers.compactMap { $0 }
        return known.count == 3 ? known : nil
    }
}
