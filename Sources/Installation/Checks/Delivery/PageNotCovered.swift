import CookieForecast
import Evidence

/// Some pages of a site have the script, and this one has not.
enum PageNotCovered {
    static let entry = CatalogueEntry(
        "page-not-covered", .delivery, .major,
        title: "Some pages lack the script",
        why: "The tag is in one template and not in the others: clicks on links to those pages are lost.",
        fix: "Add the tag to the shared layout.", isReproduced: false)

    /// The finding that replaces `script-missing` on a page of a site that has the script elsewhere.
    static func finding(missingOn target: String, presentOn other: String) -> Finding {
        entry.finding(
            "This page lacks the Dub script, which other pages of the site have.",
            [FindingEvidence(.note, "the script is on \(other)")],
            fix: "Add it to the shared layout; missing on: \(target).")
    }
}
