import Evidence
import Foundation
import PageURL

/// Code adds the script seconds after the page has loaded.
enum LateInjection: Check {
    static let entry = CatalogueEntry(
        "late-injection", .loading, .minor,
        title: "The script is added late",
        why:
            "A tag manager or other code adds the script seconds after the page has loaded: visitors who leave before are "
            + "lost.",
        fix: "Fire it on page view.", needsBrowser: true)

    /// Milliseconds after the load event from which on the script is late.
    private static let limit = 1_000.0

    static func examine(_ page: Analysis) -> [Observation] {
        guard let live = page.live, let look = live.working, look.way == .first || look.way == .freshCaches,
            let load = look.milestones[.load],
            let tag = page.liveTags.last(where: { $0.isDynamic && $0.isDub }), let url = tag.url,
            let request = look.requests.first(where: { $0.url == url.withoutFragment.href }),
            request.start - load > limit
        else { return [] }
        let seconds = (request.start / 1000).formatted(.number.precision(.fractionLength(1)).grouping(.never))
        var finding = entry.finding(
            "The script is added \(seconds) s after the page was opened.", [.tag(tag, on: page)],
            fix: "Fire it on page view; now it starts after \(seconds) s.")
        finding.confidence = .observed
        return [Observation(finding, tag: tag.index)]
    }
}
