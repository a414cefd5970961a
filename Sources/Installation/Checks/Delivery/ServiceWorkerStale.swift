import Evidence
import HTMLPage

/// The page registers a service worker, which may keep an old copy for returning visitors.
enum ServiceWorkerStale: Check {
    static let entry = CatalogueEntry(
        "service-worker-stale", .delivery, .major,
        title: "A service worker serves an old copy",
        why:
            "A service worker that answers from its own cache gives returning visitors the page of their last visit, from "
            + "before the script was added.",
        fix: "Update the service worker's cache version.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        if let live = page.live, let look = live.capture[.returning] { return seen(look, live) }
        let scripts = MentionsInPage.inlineScripts(in: page) { $0.registersServiceWorker }
        guard let script = scripts.first else { return [] }
        // What the worker serves only a browser on its second visit can tell: until then it is worth knowing, no more.
        let finding = entry.finding(
            "The page registers a service worker. If it keeps pages, returning visitors get the script only with a new "
                + "cache version.",
            [.html(script.text, at: script.position)], severity: .info)
        return [Observation(finding)]
    }

    /// In the browser: what a returning visitor got.
    private static func seen(_ look: LiveLook, _ live: LiveFacts) -> [Observation] {
        guard live.working != nil, !look.hasObject, look.document?.isFromServiceWorker == true else { return [] }
        var finding = entry.finding(
            "On the second visit a service worker answers with a copy of the page without the Dub script.",
            [FindingEvidence(.network, "\(look.finalURL): from the service worker, no _dubAnalytics")])
        finding.confidence = .observed
        return [Observation(finding)]
    }
}
