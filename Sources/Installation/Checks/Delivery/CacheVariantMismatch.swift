import Evidence
import PageURL

/// Phones get another copy, without the script.
enum CacheVariantMismatch: Check {
    static let entry = CatalogueEntry(
        "cache-variant-mismatch", .delivery, .major,
        title: "Phones get a page without the script",
        why: "Caches keep copies by device, cookie, country or encoding; one of them is old, or has another template.",
        fix: "Purge all variants of the page.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard let probe = page.evidence.cacheProbe, let mobile = probe[.mobile]?.page,
            let desktop = probe[.bareAgain]?.page ?? probe[.bare]?.page, (200..<300).contains(mobile.status),
            page.servedTags.contains(where: \.isDub), page.hasTag(desktop), !page.hasTag(mobile),
            (mobile.url?.host ?? "") == (desktop.url?.host ?? "")
        else { return [] }
        let vary = mobile.fields.joined("vary").map { ", Vary: \($0)" } ?? ""
        let finding = entry.finding(
            "With the user agent of a phone the page comes without the Dub script.",
            [
                FindingEvidence(.cache, "as a phone: no Dub tag (\(CacheHeaders.words(of: mobile))\(vary))"),
                FindingEvidence(.cache, "as a desktop browser: Dub tag"),
            ])
        return [Observation(finding)]
    }
}
