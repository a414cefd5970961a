import CookieForecast
import Evidence
import PageURL

/// The target redirects to another site.
enum RedirectOtherSite: Check {
    static let entry = CatalogueEntry(
        "redirect-other-site", .delivery, .major,
        title: "The target redirects to another site",
        why: "A parked domain, a regional site or a link service answered: the verdict is about that site.",
        fix: "Pass the final URL, or fix the redirect.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard case .url(let asked) = page.evidence.target, let final = page.evidence.page?.url,
            !PublicSuffixes.areSameSite(asked.host, final.host)
        else { return [] }
        let finding = entry.finding(
            "You verified \(final.host), not \(asked.host): the target redirects to another site.",
            page.evidence.hops.map {
                FindingEvidence(.redirect, "\($0.url.displayed) answers \($0.status) to \($0.location)")
            },
            fix: "Pass \(final.withoutQuery), or fix the redirect.")
        return [Observation(finding)]
    }
}
