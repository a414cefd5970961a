import Evidence
import Installation
import PageURL

extension JourneyJudge {
    /// The link redirects with a click id, and the click counts.
    var redirect: JourneyFinding {
        guard let first = visit.redirects.first else {
            if let finding = inconclusive(.redirect) { return finding }
            if case .unreachable(let reason) = visit.failure {
                return JourneyFinding(
                    .redirect, .inconclusive, cause: "link-unreachable", "The short link could not be opened.",
                    evidence: [FindingEvidence(.network, "\(evidence.shortLink): \(reason)")],
                    fix: "See that the browser reaches the harness.")
            }
            return JourneyFinding(
                .redirect, .fail, cause: "no-redirect", "The short link did not redirect.",
                evidence: [
                    FindingEvidence(.network, "\(evidence.shortLink): \(visit.status.map(String.init) ?? "none")")
                ],
                fix: "See what the harness says of the link, and whether a --chaos rule holds it up.")
        }
        let seen = [FindingEvidence(.redirect, "\(first.status) to \(first.location)")] + trace.notes.map(Self.note)
        guard evidence.clickID != nil else {
            return JourneyFinding(
                .redirect, .fail, cause: "redirect-without-id", "The short link redirected without a dub_id.",
                evidence: seen, fix: "See that the link has conversion tracking on, and what the harness notes of it.")
        }
        guard trace.isClickRecorded else {
            return JourneyFinding(
                .redirect, .fail, cause: "click-not-recorded",
                "The redirect has click id \(clickID), but the harness did not record the click.", evidence: seen,
                fix: "See the note; a user agent of a bot (--user-agent) is the most common reason.")
        }
        return JourneyFinding(
            .redirect, .pass, "\(first.status), and click \(clickID) is recorded", evidence: [seen[0]])
    }

    /// The start page came, with the click id.
    var arrival: JourneyFinding {
        if visit.arrivalURL == nil {
            if let finding = inconclusive(.arrival) { return finding }
            var reason = "no document came"
            if case .unreachable(let text) = visit.failure { reason = text }
            let page = visit.redirects.last?.location ?? evidence.plan.start
            return JourneyFinding(
                .arrival, .inconclusive, cause: "page-unreachable", "The page could not be opened.",
                evidence: [FindingEvidence(.network, "\(page): \(reason)")] + laterRedirects,
                fix: "Start the app, and see that \(evidence.plan.start) opens in a browser.")
        }
        let status = visit.status ?? 0
        let seen = [FindingEvidence(.url, "\(status) \(visit.arrivalURL ?? "")")] + laterRedirects
        if [401, 403, 407].contains(status) {
            return JourneyFinding(
                .arrival, .inconclusive, cause: "page-protected", "The page is protected: it answered \(status).",
                evidence: seen, fix: "Let the journey in: give a start page that needs no password.")
        }
        if status >= 400 {
            return JourneyFinding(
                .arrival, .fail, cause: "page-error", "Visitors who click see an error page: it answered \(status).",
                evidence: seen, fix: "Mend the page, or give the link another destination.")
        }
        if let loss { return loss }
        return JourneyFinding(.arrival, .pass, "\(status) \(firstDocument)", evidence: laterRedirects)
    }

    /// The first document's address.
    private var firstDocument: String { visit.redirects.last?.location ?? evidence.plan.start }

    private var loss: JourneyFinding? {
        let carried = visit.redirects.prefix { JourneyEvidence.clickID(in: $0.location) == evidence.clickID }
        guard carried.count < visit.redirects.count else { return nil }
        let culprit = visit.redirects[carried.count]
        return JourneyFinding(
            .arrival, .fail, cause: "parameter-lost",
            "A redirect loses the dub_id parameter: \(Self.bare(culprit.url)).",
            evidence: [FindingEvidence(.redirect, "\(culprit.status) from \(culprit.url) to \(culprit.location)")],
            fix: "Keep the query when \(Self.bare(culprit.url)) redirects, or let the link lead to "
                + "\(Self.bare(culprit.location)) at once.")
    }

    /// The redirects of the app, which come after the link's.
    private var laterRedirects: [FindingEvidence] {
        visit.redirects.dropFirst().map { FindingEvidence(.redirect, "\($0.status) to \($0.location)") }
    }

    /// A URL without query and fragment.
    static func bare(_ url: String) -> String { String(url.prefix { $0 != "?" && $0 != "#" }) }

    static func note(_ text: String) -> FindingEvidence { FindingEvidence(.note, text) }
}

extension JourneyJudge {
    /// The script runs; a page that keeps the cookie without it does well, too.
    var script: JourneyFinding {
        if visit.hasObject { return JourneyFinding(.script, .pass, "window._dubAnalytics is there") }
        if isCookieKept {
            return JourneyFinding(.script, .pass, "window._dubAnalytics is not there; the cookie is kept all the same")
        }
        if let finding = inconclusive(.script) { return finding }
        let failed = visit.failedScripts.prefix(3).map { FindingEvidence(.network, $0) }
        return JourneyFinding(
            .script, .fail, cause: "script-missing",
            "The analytics script does not run: window._dubAnalytics is missing.",
            evidence: failed + console, fix: verifyAdvice)
    }

    /// The click id is in the cookie, where the app will read it.
    var cookie: JourneyFinding {
        let host = PageURL(visit.arrivalURL ?? "")?.host ?? ""
        let seen = visit.cookies.map { cookie in
            let scope = cookie.isHostOnly ? "for \(cookie.domain) only" : "for \(cookie.domain) and below"
            return FindingEvidence(.cookie, "dub_id=\(cookie.value) \(scope)")
        }
        let own = visit.cookies.filter { $0.value == evidence.clickID }
        if own.contains(where: { $0.reaches(host) }) {
            return JourneyFinding(.cookie, .pass, "dub_id is \(clickID)", evidence: seen)
        }
        if let cookie = own.first {
            return JourneyFinding(
                .cookie, .fail, cause: "cookie-other-host",
                "The dub_id cookie is for \(cookie.domain), and this page on \(host) does not get it.", evidence: seen,
                fix: "Give the script a domain that both have in common: data-cookie-options='{\"domain\":\"…\"}'.")
        }
        if !visit.cookies.isEmpty {
            return JourneyFinding(
                .cookie, .fail, cause: "cookie-other-value",
                "The dub_id cookie does not have this click's id, \(clickID).",
                evidence: seen,
                fix: "Let nothing but the analytics script write dub_id; look for code or a server that does.")
        }
        if let finding = inconclusive(.cookie) { return finding }
        let detour = visit.detours.first { JourneyEvidence.clickID(in: $0.url) == nil }
        if let detour {
            return JourneyFinding(
                .cookie, .fail, cause: "parameter-lost-by-page",
                "The page went on to an address without dub_id before the cookie was written.",
                evidence: [FindingEvidence(.redirect, "\(detour.kind.rawValue) to \(detour.url)")],
                fix: "Keep the query when the page changes its address or sends visitors on.")
        }
        return JourneyFinding(
            .cookie, .fail, cause: "cookie-not-kept", "The dub_id cookie was not kept, though the script runs.",
            evidence: visit.refusedCookies.map { FindingEvidence(.cookie, $0) } + console, fix: verifyAdvice)
    }

    /// The click id is in a cookie that the page gets.
    private var isCookieKept: Bool {
        visit.cookies.contains { $0.value == evidence.clickID }
    }
}
