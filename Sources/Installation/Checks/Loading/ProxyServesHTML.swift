import Evidence

/// The script's URL answers with a page.
enum ProxyServesHTML: TagCheck {
    static let entry = CatalogueEntry(
        "proxy-serves-html", .configuration, .blocker,
        title: "The script's URL answers with HTML",
        why: "A catch-all route or a login page answers the script's path; the browser stops at its first <.",
        fix: "Add the rewrite before the catch-all route.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard page.live?.hasObject != true, let file = tag.file, let status = file.status, (200..<300).contains(status),
            ScriptContent(file.body.text).looksLikeHTML
        else { return nil }
        let start = file.body.text.condensed(limit: 60)
        let finding = entry.finding(
            "The script's URL answers with an HTML page instead of JavaScript.",
            FileEvidence.answer(of: tag) + [FindingEvidence(.script, start)])
        return Observation(
            finding, .stopsScript, tag: tag.index, explains: ["script-exception", "proxied-script"])
    }
}
