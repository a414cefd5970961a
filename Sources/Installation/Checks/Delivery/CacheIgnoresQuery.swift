import Evidence

/// A cache answers new queries with a stored copy.
enum CacheIgnoresQuery: Check {
    static let entry = CatalogueEntry(
        "cache-ignores-query", .delivery, .info,
        title: "The cache ignores the query",
        why: "A query that nobody can have asked for before was answered from the cache: its key leaves the query out.",
        fix: "Purge at the CDN; the verifier cannot bypass this cache.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard let random = page.evidence.cacheProbe?[.randomParameter]?.page, let probe = page.evidence.page,
            CacheHeaders.isHit(random), CacheHeaders.isHit(probe),
            random.fields["etag"] == probe.fields["etag"]
        else { return [] }
        let finding = entry.finding(
            "The cache answers queries it has never seen with a stored copy.",
            [FindingEvidence(.cache, "two random queries: \(CacheHeaders.words(of: random))")])
        return [Observation(finding)]
    }
}
