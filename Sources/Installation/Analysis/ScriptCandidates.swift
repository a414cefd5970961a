public import Evidence
import HTMLPage
public import PageURL

/// The script files worth fetching for a page: of tags that are or may be Dub's, and, while none is certain, of the
/// site's other scripts, which are recognised by their content.
public func scriptCandidates(in page: PageEvidence, options: JudgeOptions = JudgeOptions()) -> [PageURL] {
    guard let url = page.url ?? options.pageURL else { return [] }
    return TagFinder(page: page, pageURL: url, file: { _ in nil }).candidates()
}

/// The page has a live tag that is or may be Dub's script, so that visitors who are sent on from it have met the script.
public func hasScriptTag(_ page: PageEvidence) -> Bool {
    guard let url = page.url else { return false }
    return TagFinder(page: page, pageURL: url, file: { _ in nil }).tags().contains { $0.isLive }
}

/// A URL may be that of Dub's script: its host, its path, or its file name says so.
@Sendable
public func isScriptOfInterest(_ url: String) -> Bool {
    guard let url = PageURL(url) else { return false }
    if TagFinder.officialHosts.contains(url.host) { return true }
    let name = url.path.split(separator: "/").last.map(String.init) ?? ""
    return ScriptVariant(fileName: name) != nil && url.path.contains("dub")
        || Lookalike.resembles(source: url.href, url: url)
}

/// The script files worth fetching because of what a browser saw: of tags that code added, and the containers of Google
/// Tag Manager that may have added them.
public func scriptCandidates(in capture: Capture) -> [(url: String, page: String)] {
    var found: [(url: String, page: String)] = []
    for look in capture.looks where look.way != .partner && look.way != .returning {
        let tags = look.scripts.filter { script in
            !script.url.isEmpty
                && (isScriptOfInterest(script.url)
                    || script.attributes.contains { KnownAttributes.all.contains($0.name) })
        }
        let adders = tags.filter { $0.origin == .gtm }.flatMap { $0.addedBy }
        let containers = adders.filter { $0.contains("googletagmanager") }
        let unknown = look.hasObject && tags.isEmpty ? look.requests.filter { $0.purpose == .script }.map(\.url) : []
        for url in tags.map(\.url) + containers + unknown.prefix(12) where !found.contains(where: { $0.url == url }) {
            found.append((url, look.finalURL))
        }
    }
    return Array(found.prefix(16))
}

/// What the served HTML tells a browser's looks of what is to come.
public func captureHints(for page: PageEvidence, looks: CacheProbe?, options: JudgeOptions) -> CaptureHints {
    var hints = CaptureHints()
    guard let url = page.url ?? options.pageURL else { return hints }
    let finder = { (page: PageEvidence) in TagFinder(page: page, pageURL: url, file: { _ in nil }).tags() }
    let tags = finder(page)
    let loaders = LoaderHints(page: page)
    hints.expectsLateScripts =
        loaders.tagManager != nil || loaders.anyLoader != nil || ConsentTool.named(in: page) != nil
    hints.hasDeferredScript = tags.contains { $0.deferral != nil } || ConsentTool.named(in: page) != nil
    hints.mayDropCookies =
        ConsentTool.named(in: page) != nil
        || page.scan.scripts.contains { $0.placement.isLive && $0["src"] == nil && InlineCode($0.text).mayDropCookies }
    let hasTag = tags.contains { $0.isLive }
    let fresher = [CacheProbe.Way.noCache, .randomParameter].compactMap { looks?[$0]?.page }
    hints.wantsFreshLook = !hasTag && fresher.contains { finder($0).contains(where: \.isLive) }
    return hints
}
