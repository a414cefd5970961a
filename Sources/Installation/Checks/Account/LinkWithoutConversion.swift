import Evidence
import PageURL

/// A short link leads to the page without a click id.
enum LinkWithoutConversion: Check {
    static let entry = CatalogueEntry(
        "link-without-conversion", .account, .major,
        title: "The short link gives no click id",
        why:
            "Dub adds dub_id to the destination only where the link has conversion tracking; without it the script has "
            + "nothing to keep.",
        fix: "Switch on conversion tracking for the link.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        // The look with the probe value shows nothing of it: a short link hands on whatever query it is asked with.
        guard let hop = page.evidence.cacheProbe?[.bare]?.hops.first(where: isShortLink),
            let destination = hop.destination, destination.first("dub_id") == nil
        else { return [] }
        let finding = entry.finding(
            "The short link \(hop.url.withoutQuery) leads on without dub_id.",
            [FindingEvidence(.redirect, "\(hop.url.displayed) answers \(hop.status) to \(hop.location)")],
            fix: "Switch on conversion tracking for \(hop.url.withoutQuery).")
        return [Observation(finding)]
    }

    /// Dub answered for a link of the workspace, and counted, or would have counted, a click (`dub-api.md`, 7.7 and 7.8).
    ///
    /// An expired link leads on too, but without the cookie; `dub-no-track` asks for no click id.
    private static func isShortLink(_ hop: Hop) -> Bool {
        hop.kind == .http && hop.fields["x-powered-by"]?.hasPrefix("Dub") == true
            && hop.fields.all("Set-Cookie").contains { $0.hasPrefix("dub_id_") }
            && hop.url.first("dub-no-track") == nil
            // A payment page is handed the click id under a name of its own.
            && hop.destination?.first("client_reference_id")?.hasPrefix("dub_id_") != true
    }
}
