import HTMLPage

/// The script is on the page more than once, with different options.
enum DuplicateConflictingConfig: Check {
    static let entry = CatalogueEntry(
        "duplicate-conflicting-config", .presence, .major,
        title: "Two tags disagree",
        why: "Both copies run with their own options; the page sees the last one's, the cookie is whoever's came last.",
        fix: "Merge the attributes into one tag and remove the other.")

    static func examine(_ page: Analysis) -> [Observation] {
        let tags = DuplicateScript.running(on: page)
        guard tags.count > 1, !DuplicateVariantMix.applies(to: tags), Set(tags.map(\.configuration)).count > 1 else {
            return []
        }
        let names = Set(tags.flatMap { $0.configuration.keys }).sorted().filter { name in
            Set(tags.map { $0.configuration[name] }).count > 1
        }
        let poorest = tags.min { $0.configuration.count < $1.configuration.count }
        let finding = entry.finding(
            "\(tags.count) Dub tags run on this page and differ in \(names.joined(separator: ", ")).",
            tags.map { .tag($0, on: page) },
            fix:
                "Remove the one \(poorest?.place ?? "with fewer attributes"), or merge its attributes into the other."
        )
        return [Observation(finding)]
    }
}
