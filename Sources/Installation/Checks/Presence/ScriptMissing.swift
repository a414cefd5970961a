import Evidence
import HTMLPage

/// No Dub script in the page, and nothing in sight that could add it.
enum ScriptMissing: Check {
    static let entry = CatalogueEntry(
        "script-missing", .presence, .blocker,
        title: "The script is not on the page",
        why:
            "Without the tag nothing reads ?dub_id=, and every click from a short link is lost. Usually the tag was never "
            + "added, or was added to another template.",
        fix: "Paste the Dub script tag into the site-wide <head> template and publish.")

    static func examine(_ page: Analysis) -> [Observation] {
        guard isAbsent(from: page) else { return [] }
        if let dropped = page.inertTags.first {
            // A tag with an inert reason has a check of its own.
            guard dropped.element.placement == .absent else { return [] }
            let reason = page.page.scan.hasFrameset ? "in a frameset document" : "where it stands"
            let finding = entry.finding(
                "Browsers drop the Dub tag \(reason): it makes no script element.", [.tag(dropped, on: page)],
                fix: "Move the tag into the <head> of a page with a body.")
            return [Observation(finding, .stopsScript)]
        }
        // A site builder's page has a row of its own, which names the switch.
        guard SitePlatform.sign(of: page) == nil else { return [] }
        // Where a browser looked, absence is what is left when nothing else explains it.
        return page.live == nil ? [Observation(absence(on: page), .stopsScript)] : []
    }

    /// No script element of the page is Dub's, nothing in it could add one, and no other check says why.
    static func isAbsent(from page: Analysis) -> Bool {
        page.liveTags.isEmpty && page.loaders.tagManager == nil && page.loaders.anyLoader == nil
            && page.loaders.departure == nil
            && !MentionsInPage.explainAbsence(page)
    }

    /// The finding for a page without any tag.
    static func absence(on page: Analysis) -> Finding {
        if let live = page.live { return seenAbsence(in: live) }
        let count = page.page.scan.scripts.count { $0.placement.isLive }
        return entry.finding(
            "No Dub script is in this page, and no tag manager or JavaScript bundle that could add it.",
            [FindingEvidence(.html, "\(count) script element\(count == 1 ? "" : "s"), none of them Dub's")])
    }

    /// The finding for a page in which a browser has found no trace of the script.
    private static func seenAbsence(in live: LiveFacts) -> Finding {
        let look = live.judged
        let count = look.scripts.count
        var finding = entry.finding(
            "A browser found no Dub script in the page, and no object after it had waited for one.",
            [
                FindingEvidence(
                    .dom, "\(count) script element\(count == 1 ? "" : "s") in the live page, none of them Dub's"),
                FindingEvidence(.network, "no request for a Dub script among \(look.requests.count) that count"),
            ])
        finding.confidence = .observed
        return finding
    }
}
