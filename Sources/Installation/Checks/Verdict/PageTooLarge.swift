import Evidence
import HTMLPage

/// The page was cut off at the size limit before a tag was seen.
enum PageTooLarge: BasisCheck {
    static let entry = CatalogueEntry(
        "page-too-large", .verdict, .inconclusive,
        title: "The page is larger than what is read",
        why: "Only the beginning of a very large page is read. What stands later cannot be judged.",
        fix: "Put the tag near the top of <head>.", isReproduced: false)

    static func examine(_ evidence: TargetEvidence) -> Finding? {
        guard let page = evidence.page, page.isTruncated else { return nil }
        let isAfterAll = page.scan.scripts.allSatisfy { script in
            !MentionsInPage.namesScript(script["src"] ?? "")
        }
        guard isAfterAll else { return nil }
        return entry.finding(
            "The page is larger than the \(page.body.array.count) bytes that were read; no tag is in them.")
    }
}
