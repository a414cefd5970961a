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
        let scripts = MentionsInPage.inlineScripts(in: page) { $0.overridesCookies }
        guard let script = scripts.first else { return [] }
        let finding = entry.finding(
            "Inline code replaces document.cookie. Whether it lets dub_id through only a browser can tell.",
            [.html(script.text, at: script.position)], fix: "Verify with a browser. If dub_id is lost: \(entry.fix)")
        return [Observation(finding, .doubtsCookie)]
    }
}
