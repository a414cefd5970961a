import CookieForecast
import Evidence
import HTMLPage
import Installation
import PageURL

/// The facts of a report in words.
enum Wording {
    /// Evidence longer than this many characters is cut, with an ellipsis.
    private static let evidenceLimit = 320

    static func mark(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "✓"
        case .warn: "!"
        case .fail: "✗"
        case .inconclusive: "?"
        }
    }

    static func duration(_ seconds: Double) -> String {
        if seconds < 0.1 { return "\(Int((seconds * 1000).rounded())) ms" }
        let tenths = Int((seconds * 10).rounded())
        return tenths < 600 ? "\(tenths / 10).\(tenths % 10) s" : "\(tenths / 10) s"
    }

    /// The redirects, one a line, each saying whether the click id is still there; empty without redirects.
    static func route(_ result: TargetReport) -> [String] {
        guard let first = result.hops.first else { return [] }
        var carries = hasClickID(first.url.href)
        var lines = [bare(first.url.href) + (carries ? " with ?dub_id" : "")]
        for hop in result.hops {
            let destination = hop.destination?.href
            let still = destination.map(hasClickID) ?? false
            let mark =
                switch (carries, still) {
                case (true, true): " keeps ?dub_id"
                case (true, false): " LOSES ?dub_id"
                case (false, true): " adds ?dub_id"
                case (false, false): ""
                }
            let how = hop.kind == .http ? String(hop.status) : hop.kind == .script ? "script" : "meta refresh"
            lines.append("\(how) → \(bare(destination ?? hop.location))\(mark)")
            carries = still
        }
        return lines
    }

    static func script(_ result: TargetReport) -> String {
        let install = result.install
        guard install.way != .none else {
            return result.mode == .browser ? "no Dub script in the live page" : "no Dub script in the HTML"
        }
        let name = install.src ?? "inline code"
        return "\(name) \(place(install)), \(origin(install))"
    }

    static func object(_ result: TargetReport) -> String {
        let name = "window._dubAnalytics"
        return switch (result.object.isPresent, result.object.isDerived) {
        case (true, true): "\(name) will be there"
        case (true, false): "\(name) is there"
        case (false, true): "\(name) will not be there"
        case (false, false): "\(name) is not there"
        case (nil, _): "\(name): not known, a browser is needed to tell"
        }
    }

    static func cookie(_ result: TargetReport) -> String {
        if result.mode == .browser, result.verdict != .inconclusive { return seenCookie(result.observedCookie) }
        guard let cookie = result.predictedCookie else {
            return result.verdict == .inconclusive ? "dub_id: not known" : "dub_id will not be kept"
        }
        return "dub_id will be kept \(traits(cookie))"
    }

    private static func seenCookie(_ cookie: StoredCookie?) -> String {
        cookie.map { "dub_id is kept \(traits($0))" } ?? "dub_id was not kept"
    }

    private static func traits(_ cookie: StoredCookie) -> String {
        let scope = cookie.hostOnly ? "for \(cookie.domain) only" : "for \(withoutDot(cookie.domain)) and below"
        let path = cookie.path == "/" ? "" : ", path \(cookie.path)"
        let traits = [cookie.secure ? ", https only" : "", cookie.httpOnly ? ", hidden from scripts" : ""].joined()
        return "\(scope)\(path), \(lifetime(cookie.expiresInDays))\(traits)"
    }

    static func evidence(_ evidence: FindingEvidence) -> String {
        let text = LineWrap.shortened(Terminal.neutralised(evidence.text), to: evidenceLimit)
        let label =
            switch evidence.kind {
            case .html, .url, .note: ""
            case .dom: "live page: "
            case .console: "console: "
            case .header: "header "
            case .redirect: "redirect "
            case .script: "script file: "
            case .cookie: "cookie: "
            case .cache: "cache: "
            case .network: "network: "
            }
        guard let line = evidence.line else { return label + text }
        let column = evidence.column.map { ", column \($0)" } ?? ""
        return "line \(line)\(column): \(label)\(text)"
    }

    private static func place(_ install: TargetReport.Install) -> String {
        let element =
            switch install.placement {
            case .head: "in <head>"
            case .body: "in <body>"
            case .inert: "in the source only, not a live element"
            case .absent: "not in the tree"
            }
        return element + (install.line.map { ", line \($0)" } ?? "")
    }

    private static func origin(_ install: TargetReport.Install) -> String {
        switch install.way {
        case .html: "from the HTML"
        case .npm: "added by the npm package" + (install.sdkVersion.map { " \($0)" } ?? "")
        case .gtm: "added by Google Tag Manager"
        case .other: install.src == nil ? "pasted into the page" : "added by other code"
        case .none: ""
        }
    }

    private static func lifetime(_ days: Double?) -> String {
        guard let days else { return "until the browser closes" }
        if days < 1 { return "\(Int((days * 24).rounded())) hours" }
        let tenths = Int((days * 10).rounded())
        return tenths == 10 ? "1 day" : tenths % 10 == 0 ? "\(tenths / 10) days" : "\(tenths / 10).\(tenths % 10) days"
    }

    private static func withoutDot(_ domain: String) -> String {
        domain.hasPrefix(".") ? String(domain.dropFirst()) : domain
    }

    /// The URL without query and fragment.
    private static func bare(_ url: String) -> String {
        String(url.prefix { $0 != "?" && $0 != "#" })
    }

    /// The URL's query names `dub_id`.
    private static func hasClickID(_ url: String) -> Bool {
        let beforeFragment = url.prefix { $0 != "#" }
        guard let mark = beforeFragment.firstIndex(of: "?") else { return false }
        return beforeFragment[mark...].dropFirst().split(separator: "&").contains {
            $0 == "dub_id" || $0.hasPrefix("dub_id=")
        }
    }
}
