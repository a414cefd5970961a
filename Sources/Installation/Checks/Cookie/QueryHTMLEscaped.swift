import Evidence
import HTMLPage
import PageURL

/// A link names the parameter `amp;dub_id`.
enum QueryHTMLEscaped: Check {
    static let entry = CatalogueEntry(
        "query-html-escaped", .cookie, .minor,
        title: "A link is escaped twice",
        why: "Escaped twice, & becomes &amp; in the URL itself, and the parameter is called amp;dub_id.",
        fix: "Use a single & in the link.")

    static func examine(_ page: Analysis) -> [Observation] {
        if case .url(let url) = page.evidence.target, url.first("amp;dub_id") != nil {
            let finding = entry.finding(
                "In the URL given, the parameter is called amp;dub_id.",
                [
                    FindingEvidence(.url, url.displayed.condensed())
                ])
            return [Observation(finding)]
        }
        guard let link = page.page.dom?.anchors.first(where: { $0["href"]?.has("&amp;dub_id=") ?? false }) else {
            return []
        }
        let finding = entry.finding(
            "A link on the page is escaped twice: its parameter is called amp;dub_id.",
            [FindingEvidence(.html, (link["href"] ?? "").condensed(), line: link.line)])
        return [Observation(finding)]
    }
}
