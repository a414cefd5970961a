import Evidence
import PageURL

/// An error page answered.
enum PageErrorStatus: BasisCheck {
    static let entry = CatalogueEntry(
        "page-error-status", .delivery, .inconclusive,
        title: "The URL answers with an error",
        why: "An error page often has another template than the site's pages: what it carries says nothing about them.",
        fix: "Check the URL.", isReproduced: false)

    static func examine(_ evidence: TargetEvidence) -> Finding? {
        let hasNoPage: Set = [204, 205]
        guard let page = evidence.page, !(200..<300).contains(page.status) || hasNoPage.contains(page.status) else {
            return nil
        }
        let url = page.url?.displayed ?? evidence.target.name
        return entry.finding(
            "The URL answers \(page.status): that is not a page visitors land on.",
            [FindingEvidence(.network, "\(url) answers \(page.status)")],
            fix: "Check the URL: it answers \(page.status).")
    }
}
