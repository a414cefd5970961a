import Evidence
import HTMLPage

/// A cache serves an old copy without the script.
enum StaleCDNCache: Check {
    static let entry = CatalogueEntry(
        "stale-cdn-cache", .delivery, .major,
        title: "A cache serves an old copy without the script",
        why:
            "Visitors get the copy from before the script was added. The usual test with ?dub_id= passes, because a new query "
            + "goes past the cache.",
        fix: "Purge the cache of the page.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard let probe = page.evidence.cacheProbe, let bare = probe[.bare]?.page, let again = probe[.bareAgain]?.page,
            (200..<300).contains(bare.status), page.servedTags.contains(where: \.isDub),
            !page.hasTag(bare), !page.hasTag(again), page.isServed(at: bare.url)
        else { return [] }
        let age = CacheHeaders.age(of: again).map { "served copy is \($0) s old" } ?? "no Age header"
        let finding = entry.finding(
            "Visitors get an old copy of the page without the Dub script; the same page asked for past the cache has it.",
            [
                FindingEvidence(.cache, "without a query, twice: no Dub tag (\(CacheHeaders.words(of: again)))"),
                FindingEvidence(
                    .cache, "past the cache: Dub tag on line \(page.servedTags.first?.element.position.line ?? 0)"),
            ], fix: "Purge the cache of \(bare.url?.withoutQuery ?? page.evidence.target.name) (\(age)).")
        return [Observation(finding)]
    }
}
