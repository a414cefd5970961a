import Evidence
import HTMLPage

/// Marks by which consent tools and page-speed plugins hold a script back until a visitor consents or interacts.
enum Deferrals {
    /// What holds the element back, if anything does.
    static func deferral(of element: ScriptElement, in page: PageEvidence) -> DubTag.Deferral? {
        guard case .other(let type) = ScriptType(of: element) else {
            return element["src"] == nil && isDelayedSource(element) ? .interaction : nil
        }
        let kind = type.lowercased()
        if isOptimizerType(kind) || hasOptimizerSource(element) { return .interaction }
        if hasConsentMark(element) { return .consent }
        let isGeneric = kind == "text/plain" || kind == "javascript/blocked"
        return isGeneric && ConsentTool.named(in: page) != nil ? .consent : nil
    }

    /// The element carries a category, vendor or purpose for a consent tool.
    static func hasConsentMark(_ element: ScriptElement) -> Bool {
        let names: Set<String> = [
            "data-category", "data-categories", "data-cookiecategory", "data-cookie-category", "data-cookieconsent",
            "data-cookie-consent", "data-consent", "data-consent-category", "data-usercentrics", "data-vendor",
            "data-purposes", "data-service", "data-cmp-vendor", "data-cmp-src", "data-requires-consent",
            "data-borlabs-script-blocker-id", "data-borlabs-cookie-script-blocker-id", "data-cookiescript",
            "data-cli-class", "data-cookieyes", "data-osano", "data-suppressedsrc", "data-iub-purposes", "data-termly",
            "data-blocked", "data-cookiefirst-category", "data-ketch-purposes", "data-consentmanager",
        ]
        if element.attributes.contains(where: { names.contains($0.name) }) { return true }
        // Klaro marks a script with its service's name and keeps its real type beside it.
        if element["data-name"] != nil, element["data-type"] != nil || element["data-src"] != nil { return true }
        let classes = (element["class"] ?? "").lowercased().split(whereSeparator: \.isWhitespace)
        let prefixes = ["optanon-category", "cmplz-", "_iub_cs_activate", "cky-", "cc-", "termly", "didomi", "ot-"]
        return classes.contains { name in prefixes.contains { name.hasPrefix($0) } }
    }

    private static func isOptimizerType(_ type: String) -> Bool {
        let words = [
            "rocketlazyload", "litespeed", "pmdelayed", "perfmatters", "flying", "nitropack", "delayed", "lazyscript",
            "lazyload", "wpmeteor", "ezoic", "sgoptimizer", "breeze", "autoptimize",
        ]
        return words.contains { type.contains($0) }
    }

    private static func hasOptimizerSource(_ element: ScriptElement) -> Bool {
        element.attributes.contains { attribute in
            let name = attribute.name
            return name.hasPrefix("data-rocket") || name.hasPrefix("data-litespeed") || name.hasPrefix("data-pm")
                || name.hasPrefix("data-wpmeteor") || name.hasPrefix("data-perfmatters")
                || name.hasPrefix("data-flying") || name.hasPrefix("data-delay") || name.hasPrefix("data-ezscrex")
        }
    }

    /// A `data-…-src` of a plugin, or the plain `data-src` of one that says so with `data-type="lazy"`.
    private static func isDelayedSource(_ element: ScriptElement) -> Bool {
        hasOptimizerSource(element) || (element["data-src"] != nil && element["data-type"] == "lazy")
    }
}

/// Consent tools (CMPs) that a page loads.
enum ConsentTool {
    /// The tool whose script the page loads, by name.
    static func named(in page: PageEvidence) -> String? {
        for script in page.scan.scripts where script.placement.isLive {
            let text = (script["src"] ?? "").lowercased()
            if let match = marks.first(where: { text.has($0.mark) }) { return match.name }
        }
        return nil
    }

    private static let marks: [(mark: String, name: String)] = [
        ("cookiebot", "Cookiebot"), ("cookielaw.org", "OneTrust"), ("onetrust", "OneTrust"),
        ("usercentrics", "Usercentrics"), ("iubenda", "iubenda"), ("didomi", "Didomi"), ("privacy-center", "Didomi"),
        ("quantcast", "Quantcast Choice"), ("termly", "Termly"), ("osano", "Osano"), ("cookieyes", "CookieYes"),
        ("cookie-law-info", "CookieYes"), ("complianz", "Complianz"), ("klaro", "Klaro"), ("borlabs", "Borlabs Cookie"),
        ("trustarc", "TrustArc"), ("axept.io", "Axeptio"), ("axeptio", "Axeptio"), ("civiccomputing", "Civic"),
        ("sourcepoint", "Sourcepoint"), ("consentmanager", "consentmanager"), ("cookiefirst", "CookieFirst"),
        ("secureprivacy", "Secure Privacy"), ("tarteaucitron", "tarteaucitron"), ("cookieconsent", "CookieConsent"),
        ("cookie-consent", "a cookie consent script"), ("cookiehub", "CookieHub"), ("ketch", "Ketch"),
        ("transcend", "Transcend"), ("cookie-script", "CookieScript"), ("/cmp", "a consent tool"),
        ("consent", "a consent tool"),
    ]
}
