import CookieForecast
import Evidence
import Foundation
import PageURL

/// The forecast cookie is not the one the browser keeps.
enum ToolDisagreement: Check {
    static let entry = CatalogueEntry(
        "tool-disagreement", .verdict, .info,
        title: "Forecast and browser differ",
        why: "That is a bug of dubcheck, or a change of browsers. The browser is right.",
        fix: "Please report it with the saved evidence.", needsBrowser: true, isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard let live = page.live, live.hasObject, let tag = leader(of: page, live),
            let forecast = page.forecasts[tag.index],
            page.liveTags.count(where: { $0.isDub }) == 1
        else { return [] }
        let look = live.judged
        let kept = look.cookies.first { $0.name == "dub_id" && $0.cookie.value == live.probeValue }?.cookie
        let difference: String
        switch (forecast.cookie, kept) {
        case (nil, let cookie?):
            // A document before this one had the click id, and has kept it: there is no forecast of that.
            guard forecast.clickID == live.probeValue else { return [] }
            difference = "forecast: none; kept: \(words(cookie))"
        case (let cookie?, nil):
            guard isUnexplained(page, live) else { return [] }
            difference = "forecast: \(words(cookie)); kept: none"
        case (let left?, let right?) where !agree(left, right):
            difference = "forecast: \(words(left)); kept: \(words(right))"
        default: return []
        }
        let finding = entry.finding(
            "The cookie that the browser kept is not the one that was forecast.", [FindingEvidence(.cookie, difference)]
        )
        return [Observation(finding)]
    }

    private static func leader(of page: Analysis, _ live: LiveFacts) -> DubTag? {
        page.liveTags.last { $0.isDub && live.ran($0, of: page.tags) }
    }

    /// Nothing in sight that would keep a right forecast from coming true.
    private static func isUnexplained(_ page: Analysis, _ live: LiveFacts) -> Bool {
        let look = live.judged
        return live.vanishedIn == nil && look.banner == nil && look.cookiesEnabled != false
            && look.finalURL.contains(live.probeValue)
            && look.cookiesAtEnd.allSatisfy { $0.name != "dub_id" }
            && MentionsInPage.inlineScripts(in: page) { $0.code.has("cookie") }.isEmpty
            && look.scripts.allSatisfy { $0.url.isEmpty || $0.url == page.liveTags.first?.url?.href }
            && page.policies.enforced.allSatisfy { $0["sandbox"] == nil }
    }

    private static func agree(_ left: StoredCookie, _ right: StoredCookie) -> Bool {
        var left = left
        var right = right
        let days = (left.expiresInDays, right.expiresInDays)
        left.expiresInDays = nil
        right.expiresInDays = nil
        let isSameTime =
            switch days {
            case (nil, nil): true
            case (let a?, let b?): abs(a - b) <= 0.1
            default: false
            }
        return left == right && isSameTime
    }

    private static func words(_ cookie: StoredCookie) -> String {
        let days = cookie.expiresInDays.map { "\($0.formatted(.number.grouping(.never))) days" } ?? "session"
        return "\(cookie.hostOnly ? "" : ".")\(cookie.domain)\(cookie.path), \(cookie.sameSite), \(days)"
            + (cookie.secure ? ", secure" : "") + (cookie.httpOnly ? ", HttpOnly" : "")
    }
}
