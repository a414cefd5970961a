import Evidence
import HTMLPage
import PageURL

/// A CORS request to a host that does not answer it.
enum CrossoriginNoCORS: TagCheck {
    static let entry = CatalogueEntry(
        "crossorigin-no-cors", .presence, .blocker,
        title: "crossorigin without CORS headers",
        why: "With a crossorigin attribute browsers refuse a file of another origin that does not send "
            + "Access-Control-Allow-Origin.",
        fix: "Remove crossorigin, or send Access-Control-Allow-Origin from the proxy.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard let mode = tag.element["crossorigin"], let url = tag.url, url.origin != page.pageURL.origin,
            let file = tag.file, file.failure == nil
        else { return nil }
        let withCredentials = mode.lowercased() == "use-credentials"
        let allowed = file.fields["access-control-allow-origin"]
        let isAllowed =
            allowed == page.pageURL.origin
            || (allowed == "*" && !withCredentials)
        let sendsCredentials = !withCredentials || file.fields["access-control-allow-credentials"] == "true"
        guard !(isAllowed && sendsCredentials) else { return nil }
        let seen = allowed.map { "Access-Control-Allow-Origin: \($0)" } ?? "no Access-Control-Allow-Origin"
        let finding = entry.finding(
            "The tag asks for the script with CORS, and the answer does not allow this page.",
            [.attribute("crossorigin", of: tag), FindingEvidence(.header, "\(url.href): \(seen)")])
        return Observation(finding, .stopsScript, tag: tag.index)
    }
}
