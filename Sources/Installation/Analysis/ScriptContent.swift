/// What a piece of JavaScript gives away about being Dub's analytics script: the names it cannot do without, because
/// pages and servers rely on them (analytics-script, 3 to 7).
struct ScriptContent: Sendable {
    /// It sets `window._dubAnalytics` and keeps a `dub_id` cookie.
    let isDub: Bool
    /// The extensions whose API paths it calls; nil when it is not Dub's script.
    let variant: ScriptVariant?
    /// It starts like a document instead of a script.
    let looksLikeHTML: Bool

    init(_ code: String) {
        isDub = ["_dubAnalytics", "dub_id", "currentScript", "cookie"].allSatisfy(code.has)
        looksLikeHTML = code.drop { $0.isWhitespace || $0 == "\u{FEFF}" }.first == "<"
        guard isDub else {
            variant = nil
            return
        }
        var parts = Set<ScriptVariant.Part>()
        if code.has("/track/visit") { parts.insert(.siteVisit) }
        if code.has("iframe") && code.has("outbound") { parts.insert(.outboundDomains) }
        if code.has("/track/lead/client") { parts.insert(.conversionTracking) }
        variant = ScriptVariant(parts: parts)
    }
}
