import Evidence
import PageURL

/// A firewall answered in place of the site.
enum BotChallenge: BasisCheck {
    static let entry = CatalogueEntry(
        "bot-challenge", .delivery, .inconclusive,
        title: "A firewall answered instead of the site",
        why: "A challenge for bots was served, not the page that visitors see.",
        fix: "Allow the verifier's address or user agent, or run it from your network.", isReproduced: false)

    static func examine(_ evidence: TargetEvidence) -> Finding? {
        guard let page = evidence.page else { return nil }
        let header = headerMark(page.fields)
        let start = String(decoding: page.body.array.prefix(20_000), as: UTF8.self)
        let isRefusal = [403, 405, 429, 503].contains(page.status)
        let mark =
            certainMarks.first(where: start.has)
            ?? (isRefusal ? likelyMarks.first(where: start.lowercased().has) : nil)
        guard header != nil || mark != nil else { return nil }
        let seen = header.map { FindingEvidence(.header, $0) } ?? FindingEvidence(.html, "contains \"\(mark ?? "")\"")
        return entry.finding(
            "A bot challenge answered (status \(page.status)), not the page.",
            [FindingEvidence(.network, "\(page.url?.displayed ?? "") answers \(page.status)"), seen])
    }

    private static func headerMark(_ fields: HTTPFields) -> String? {
        if fields["cf-mitigated"]?.lowercased() == "challenge" { return "cf-mitigated: challenge" }
        if let action = fields["x-amzn-waf-action"] { return "x-amzn-waf-action: \(action)" }
        if fields["x-vercel-mitigated"]?.lowercased() == "challenge" { return "x-vercel-mitigated: challenge" }
        return nil
    }

    /// Marks that stand on challenge pages only.
    private static let certainMarks = [
        "_cf_chl_opt", "cf-browser-verification", "px-captcha", "geo.captcha-delivery.com",
        "/_Incapsula_Resource?SWUDNSAI",
        "<title>Just a moment...</title>",
    ]

    /// Marks that mean a challenge when the status is an error.
    private static let likelyMarks = [
        "cdn-cgi/challenge-platform", "cf-chl", "captcha", "challenge", "are you a robot", "are you human",
        "verify you are human", "checking your browser", "unusual traffic", "attention required", "access denied",
        "request blocked", "_incapsula_resource", "ddos protection", "bot detection", "security check", "sucuri",
        "reference #", "akamai", "datadome", "perimeterx", "imperva", "enable javascript and cookies to continue",
    ]
}
