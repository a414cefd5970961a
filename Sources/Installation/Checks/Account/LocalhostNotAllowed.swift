import Evidence
import PageURL

/// The API refuses calls from a development host.
enum LocalhostNotAllowed: Check {
    static let entry = CatalogueEntry(
        "localhost-not-allowed", .account, .minor,
        title: "localhost is not allowed",
        why: "While developing, calls come from localhost, which the workspace does not list.",
        fix: "Add localhost to Allowed Hostnames while testing.", needsBrowser: true, isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard concerns(page), let call = APICall.all(on: page).first(where: \.refusesHost) else { return [] }
        var finding = entry.finding("The API refuses calls from \(page.pageURL.host).", call.evidence)
        finding.confidence = .observed
        return [Observation(finding)]
    }

    static func concerns(_ page: Analysis) -> Bool {
        let host = page.pageURL.host
        return host == "localhost" || host.hasSuffix(".localhost") || host == "127.0.0.1" || host == "[::1]"
    }
}
