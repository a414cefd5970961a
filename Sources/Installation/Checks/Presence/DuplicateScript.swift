import Evidence
import HTMLPage

/// The script is on the page more than once.
enum DuplicateScript: Check {
    static let entry = CatalogueEntry(
        "duplicate-script", .presence, .major,
        title: "The script is there twice",
        why: "Each copy posts its own click for one visit, and the last one decides what the page sees.",
        fix: "Keep one installation and remove the other tag.")

    static func examine(_ page: Analysis) -> [Observation] {
        let tags = Self.running(on: page)
        guard tags.count > 1, !DuplicateVariantMix.applies(to: tags), Set(tags.map(\.configuration)).count == 1 else {
            return []
        }
        let places = tags.map(\.place)
        let finding = entry.finding(
            "\(tags.count) Dub tags run on this page: one \(places.joined(separator: ", one ")).",
            tags.map { .tag($0, on: page) },
            fix: "Keep one installation: remove the one \(places.last ?? "").")
        return [Observation(finding)]
    }

    /// Tags that browsers run.
    static func running(on page: Analysis) -> [DubTag] {
        page.liveTags.filter { tag in
            tag.isDub && tag.sourceAttribute == "src" && ScriptType(of: tag.element) == .classic
                && tag.element["nomodule"] == nil && tag.element.isClosed
                && (page.live.map { $0.didLoad(tag) } ?? true)
        }
    }
}
