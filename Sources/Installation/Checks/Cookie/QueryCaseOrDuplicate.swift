import Evidence
import PageURL

/// The parameter is spelled otherwise, or is there twice.
enum QueryCaseOrDuplicate: Check {
    static let entry = CatalogueEntry(
        "query-case-or-duplicate", .cookie, .minor,
        title: "dub_id is in capitals or there twice",
        why: "Only the exact lower-case name counts, and of several values the first.",
        fix: "Use one lower-case dub_id.")

    static func examine(_ page: Analysis) -> [Observation] {
        guard case .url(let url) = page.evidence.target else { return [] }
        let names = url.queryItems.map(\.name).filter { $0.lowercased() == "dub_id" }
        let message: String
        if let other = names.first(where: { $0 != "dub_id" }) {
            message = "The URL given spells the parameter \(other); the script reads dub_id only."
        } else if names.count > 1 {
            message = "The URL given has \(names.count) dub_id parameters; the script reads the first."
        } else {
            return []
        }
        return [Observation(entry.finding(message, [FindingEvidence(.url, "?\(url.query ?? "")".condensed())]))]
    }
}
