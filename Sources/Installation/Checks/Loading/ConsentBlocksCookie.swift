import Evidence
import HTMLPage

/// Code of the page stands between scripts and the cookie jar.
enum ConsentBlocksCookie: Check {
    static let entry = CatalogueEntry(
        "consent-blocks-cookie", .loading, .major,
        title: "Code guards the page's cookies",
        why:
            "A consent tool, or other code, replaces document.cookie and lets through what it knows; the script writes and "
            + "nothing is kept.",
        fix: "Register dub_id in the consent tool's cookie list.", needsBrowser: true, alone: .blocker)

    static func examine(_ page: Analysis) -> [Observation] {
        if let live = page.live { return seen(on: page, live) }
        let scripts = MentionsInPage.inlineScripts(in: page) { $0.overridesCookies }
        guard let script = scripts.first else { return [] }
        let finding = entry.finding(
            "Inline code replaces document.cookie. Whether it lets dub_id through only a browser can tell.",
            [.html(script.text, at: script.position)], fix: "Verify with a browser. If dub_id is lost: \(entry.fix)")
        return [Observation(finding, .doubtsCookie)]
    }

    /// In the browser: the script ran, and its cookie was not written, or was taken away again.
    private static func seen(on page: Analysis, _ live: LiveFacts) -> [Observation] {
        guard live.hasObject else { return [] }
        let banner = live.looks.lazy.compactMap(\.banner).first
        let guards = MentionsInPage.inlineScripts(in: page) { $0.overridesCookies }.first
        let evidence =
            [guards.map { FindingEvidence.html($0.text, at: $0.position) }].compactMap(\.self)
            + [banner.map { FindingEvidence(.dom, "consent banner: \"\($0.button)\" of \($0.tool)") }].compactMap(
                \.self)
        if let working = live.working {
            // It worked after consent; before, the script ran in vain.
            guard working.way != .first, live.first.hasObject, !live.first.keeps(live.probeValue) else { return [] }
            var finding = entry.finding(
                "The script runs before consent, and its cookie is kept only after it: clicks until then are lost.",
                evidence)
            finding.confidence = .observed
            return [Observation(finding)]
        }
        if let look = live.vanishedIn {
            guard !CookieDeletedByServer.isCause(on: page) else { return [] }
            let seen = FindingEvidence(
                .cookie,
                "dub_id was in the store, and gone \(Int(look.milestones[.end] ?? 0)) ms after the page was opened")
            var finding = entry.finding(
                "Code of the page removes dub_id after the script has written it.", [seen] + evidence)
            finding.confidence = .observed
            return [Observation(finding, .stopsCookie)]
        }
        guard guards != nil || banner != nil else { return [] }
        let finding = entry.finding(
            guards == nil
                ? "The script runs, its cookie is not kept, and the page has a consent tool."
                : "Code of the page replaces document.cookie, and dub_id does not get through.", evidence)
        return [Observation(finding, guards == nil ? .doubtsCookie : .stopsCookie)]
    }
}
