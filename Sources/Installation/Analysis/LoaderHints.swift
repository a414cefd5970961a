import Evidence
import HTMLPage

/// Signs that code may add the script to the live page, which the served HTML alone cannot tell (analytics-script, 1).
struct LoaderHints: Sendable {
    /// One sign: what was found, and where.
    struct Hint: Sendable {
        /// Who may add the script, as it reads after "the page has".
        var name: String
        var evidence: FindingEvidence
    }

    /// A Google Tag Manager loader.
    var tagManager: Hint?
    /// Another tag manager, which adds scripts by the account's settings.
    var otherTagManager: Hint?
    /// A bundle of a framework, into which the npm package may have been built.
    var bundle: Hint?
    /// Code of the page that names Dub's script or object and makes script elements.
    var inlineCode: Hint?
    /// Code that sends visitors on to another page, which may have the script.
    var departure: Hint?

    /// What gives doubt, the most telling first; GTM apart, which has a finding of its own.
    var anyLoader: Hint? {
        inlineCode ?? bundle ?? otherTagManager
    }

    init(page: PageEvidence, dubInSiteScripts: Hint? = nil) {
        for script in page.scan.scripts where script.placement.isLive {
            let source = script["src"] ?? ""
            let evidence = FindingEvidence.html(page.scan.text(in: script.tagRange), at: script.position)
            if source.isEmpty {
                readInline(script, evidence: evidence)
            } else {
                readSource(source, of: script, evidence: evidence)
            }
        }
        inlineCode = inlineCode ?? dubInSiteScripts
    }

    private mutating func readInline(_ script: ScriptElement, evidence: FindingEvidence) {
        switch ScriptType(of: script) {
        case .classic, .module: break
        case .other:
            if script["id"] == "__NEXT_DATA__" { bundle = bundle ?? Hint(name: "a Next.js bundle", evidence: evidence) }
            return
        }
        let code = script.text
        if DepartingCode.departs(code) {
            departure = departure ?? Hint(name: "code that sends visitors on", evidence: evidence)
        }
        if code.has("googletagmanager.com/gtm.js") || code.has("gtm.start") {
            tagManager = tagManager ?? Hint(name: "Google Tag Manager", evidence: evidence)
        }
        if let name = Self.otherManagers.first(where: { code.has($0.mark) })?.name {
            otherTagManager = otherTagManager ?? Hint(name: name, evidence: evidence)
        }
        if InlineCode(code).mayInjectDub {
            inlineCode = inlineCode ?? Hint(name: "inline code that names Dub's script", evidence: evidence)
        }
        if let name = Self.inlineFrameworks.first(where: { code.has($0.mark) })?.name {
            bundle = bundle ?? Hint(name: name, evidence: evidence)
        }
        if ScriptType(of: script) == .module, code.has("import") {
            bundle = bundle ?? Hint(name: "a JavaScript module", evidence: evidence)
        }
    }

    private mutating func readSource(_ source: String, of script: ScriptElement, evidence: FindingEvidence) {
        let text = source.lowercased()
        if text.contains("googletagmanager.com/gtm.js") {
            tagManager = tagManager ?? Hint(name: "Google Tag Manager", evidence: evidence)
        } else if let name = Self.otherManagers.first(where: { text.has($0.mark) })?.name {
            otherTagManager = otherTagManager ?? Hint(name: name, evidence: evidence)
        }
        switch ScriptType(of: script) {
        case .module: bundle = bundle ?? Hint(name: "a JavaScript module", evidence: evidence)
        case .classic where Self.looksLikeBundle(text):
            bundle = bundle ?? Hint(name: "a JavaScript bundle", evidence: evidence)
        case .classic, .other: break
        }
    }

    /// A path or a file name as frameworks and bundlers write them, such as `/_next/static/…` or `main.3f2a9c1b.js`.
    private static func looksLikeBundle(_ source: String) -> Bool {
        let folders = [
            "/_next/", "/_nuxt/", "/_app/immutable/", "/_astro/", "/static/js/", "/build/_", "/__vite", "/@vite/",
            "/webpack", "/gatsby", "/_expo/", "/ember",
        ]
        if folders.contains(where: source.has) { return true }
        let path = source.prefix { $0 != "?" && $0 != "#" }
        guard let name = path.split(separator: "/").last, name.hasSuffix(".js") || name.hasSuffix(".mjs") else {
            return false
        }
        let words = name.split { ".-_".contains($0) }
        if words.contains(where: { ["bundle", "chunk", "vendor", "vendors", "runtime", "polyfills"].contains($0) }) {
            return true
        }
        return words.dropLast().contains { word in
            word.count >= 8 && word.count <= 40 && word.contains(where: \.isNumber)
                && word.allSatisfy { $0.isHexDigit }
        }
    }

    private static let inlineFrameworks: [(mark: String, name: String)] = [
        ("self.__next_f", "a Next.js bundle"), ("window.__NUXT__", "a Nuxt bundle"),
        ("__sveltekit", "a SvelteKit bundle"),
        ("__remixContext", "a Remix bundle"), ("__reactRouterContext", "a React Router bundle"),
        ("webpackJsonp", "a webpack bundle"), ("webpackChunk", "a webpack bundle"), ("___gatsby", "a Gatsby bundle"),
    ]

    private static let otherManagers: [(mark: String, name: String)] = [
        ("tags.tiqcdn.com", "Tealium"), ("assets.adobedtm.com", "Adobe tags"), ("/cdn-cgi/zaraz", "Cloudflare Zaraz"),
        ("cdn.segment.com/analytics.js", "Segment"), ("containers.piwik.pro", "Piwik PRO"),
        ("nexus.ensighten.com", "Ensighten"), ("/js/container_", "Matomo Tag Manager"),
        ("load.sgtm", "a server-side tag manager"),
    ]
}
