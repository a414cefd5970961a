import Evidence
import PageURL

/// The API refuses calls from the site's host.
enum HostnameNotAllowed: Check {
    static let entry = CatalogueEntry(
        "hostname-not-allowed", .account, .major,
        title: "The site's host is not allowed",
        why: "The workspace lists the hosts from which calls are taken, and the site's is not among them.",
        fix: "Add the host to Allowed Hostnames in the workspace settings.", needsBrowser: true, isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard let call = APICall.all(on: page).first(where: \.refusesHost), !LocalhostNotAllowed.concerns(page) else {
            return []
        }
        var finding = entry.finding(
            "The API refuses calls from \(page.pageURL.host): it is not an allowed hostname of the workspace.",
            call.evidence, fix: "Add \(page.pageURL.host) to Allowed Hostnames in the workspace settings.")
        finding.confidence = .observed
        return [Observation(finding, explains: ["visit-cookie-without-click"])]
    }
}
