import Evidence
import PageURL

/// The click id is in the fragment.
enum QueryInHash: Check {
    static let entry = CatalogueEntry(
        "query-in-hash", .cookie, .major,
        title: "dub_id is after the #",
        why:
            "The script reads the query, which ends at the #. A parameter behind it, as hash routers write them, is never "
            + "seen.",
        fix: "Put ?dub_id= before the #.")

    static func examine(_ page: Analysis) -> [Observation] {
        guard case .url(let url) = page.evidence.target, let fragment = url.fragment,
            fragment.split(whereSeparator: { "?&".contains($0) }).contains(where: { $0.hasPrefix("dub_id=") })
        else { return [] }
        let finding = entry.finding(
            "In the URL given, dub_id stands after the #, where the script does not look.",
            [FindingEvidence(.url, "#\(fragment)")])
        return [Observation(finding)]
    }
}
