import CookieForecast
import Evidence
import HTMLPage
import PageURL

/// Finds the tags of a page that are, or are meant to be, Dub's analytics script.
///
/// URLs are resolved and compared by host and path, never searched for words (failure-modes, requirement 9); scripts on
/// other paths are recognised by their content.
struct TagFinder {
    let page: PageEvidence
    let pageURL: PageURL
    /// The fetched script file of a URL, if there is one.
    let file: (PageURL) -> ScriptFile?

    /// More tags than any page has: what comes after says nothing new, and a hostile page costs no more than its size.
    private static let limit = 100

    static let officialHosts: Set<String> = ["www.dubcdn.com", "dubcdn.com"]

    /// Every such tag, in document order.
    ///
    /// Another product of Dub counts only where nothing else does: a page may well use both.
    func tags() -> [DubTag] {
        var tags: [DubTag] = []
        var examined = 0
        for element in page.scan.scripts {
            guard examined < Self.limit, let tag = tag(of: element, index: tags.count) else { continue }
            examined += 1
            if !CodeSample.contains(element, in: page) { tags.append(tag) }
        }
        let hasScript = tags.contains { $0.isLive && $0.isDub }
        guard hasScript, tags.contains(where: \.isOtherProduct) else { return tags }
        return tags.filter { !$0.isOtherProduct }.enumerated().map { $1.numbered($0) }
    }

    /// URLs worth fetching: of the tags found, and, while none is certain, of the site's other scripts.
    func candidates(limit: Int = 12) -> [PageURL] {
        var tagged: [PageURL] = []
        var others: [PageURL] = []
        var isCertain = false
        for element in page.scan.scripts where element.placement.isLive {
            guard let source = Self.source(of: element), let url = resolve(source.value, for: element), url.isHTTP
            else { continue }
            if let tag = tag(of: element, index: 0) {
                tagged.append(url)
                isCertain = isCertain || tag.isDub
            } else if Self.mayRun(element), PublicSuffixes.areSameSite(url.host, pageURL.host) {
                others.append(url)
            }
        }
        var seen = Set<PageURL>()
        return Array((isCertain ? tagged : tagged + others).filter { seen.insert($0).inserted }.prefix(limit))
    }

    /// The URL of a `src`, against the first `<base>` that stands before the element.
    func resolve(_ source: String, for element: ScriptElement) -> PageURL? {
        PageURL(source, relativeTo: base(for: element))
    }

    /// The URL against which a script's `src` is resolved.
    func base(for element: ScriptElement) -> PageURL {
        guard let base = page.scan.base, base.position.offset < element.position.offset, let href = base["href"],
            let url = PageURL(href, relativeTo: pageURL)
        else { return pageURL }
        return url
    }

    /// The tag that an element is, or is meant to be; nil for other scripts.
    ///
    /// - Parameter resolved: the URL as a browser resolved it; nil to resolve it here.
    func tag(of element: ScriptElement, index: Int, resolved: PageURL? = nil) -> DubTag? {
        guard let source = Self.source(of: element) else {
            let content = ScriptContent(element.text)
            guard let variant = content.variant, element.isClosed else { return nil }
            return DubTag(
                index: index, element: element, sourceAttribute: nil, source: nil, url: nil,
                identity: .inlined(variant), deferral: Deferrals.deferral(of: element, in: page), file: nil)
        }
        let url = resolved ?? resolve(source.value, for: element)
        let file = url.flatMap(file)
        guard let identity = identity(of: element, source: source.value, url: url, file: file) else { return nil }
        return DubTag(
            index: index, element: element, sourceAttribute: source.attribute, source: source.value, url: url,
            identity: identity, deferral: Deferrals.deferral(of: element, in: page), file: file)
    }

    private func identity(
        of element: ScriptElement, source: String, url: PageURL?, file: ScriptFile?
    ) -> DubTag.Identity? {
        if let url, Self.officialHosts.contains(url.host) {
            return Self.officialIdentity(of: url)
        }
        let content = file.flatMap { $0.failure == nil ? ScriptContent($0.body.text) : nil }
        if let variant = content?.variant {
            return .proxied(variant)
        }
        if Lookalike.resembles(source: source, url: url) {
            return .lookalike(url?.host ?? "")
        }
        let wasAnotherScript = content.map { !$0.looksLikeHTML } ?? false && (file?.status ?? 0) < 400
        let hasOwnAttributes = Self.hasAttributesOfDub(element)
        if hasOwnAttributes || (Self.hasNameOfDub(url) && !wasAnotherScript) {
            return .unconfirmed
        }
        return nil
    }

    private static func officialIdentity(of url: PageURL) -> DubTag.Identity {
        let folder = "/analytics/"
        guard url.path.hasPrefix(folder) else {
            return url.path.hasPrefix("/embed/") ? .otherProduct(url.path) : .unknownFile(url.path)
        }
        let name = String(url.path.dropFirst(folder.count))
        return ScriptVariant(fileName: name).map { .official($0) } ?? .unknownFile(name)
    }

    /// The attribute that holds the script's URL: `src`, else the one a plugin, a consent tool or a mistake put it into.
    static func source(of element: ScriptElement) -> (attribute: String, value: String)? {
        if let value = element["src"] { return ("src", value.trimmingHTMLSpace()) }
        let other = element.attributes.first { attribute in
            let name = attribute.name
            return name == "href" || name == "xlink:href" || (name.hasPrefix("data-") && name.hasSuffix("src"))
        }
        return other.map { ($0.name, $0.value.trimmingHTMLSpace()) }
    }

    /// Attributes which no script but Dub's reads.
    ///
    /// `data-domains` counts with JSON only: other vendors use the name too.
    private static func hasAttributesOfDub(_ element: ScriptElement) -> Bool {
        let own = ["data-publishable-key", "data-attribution-model", "data-cookie-options", "data-short-domain"]
        return own.contains { element[$0] != nil }
            || element["data-sdkn"] == "@dub/analytics"
            || element["data-domains"]?.trimmingHTMLSpace().hasPrefix("{") == true
            || element["data-api-host"]?.contains("dub") == true
    }

    /// A file name of several parts that only Dub uses, or a path of a proxy called after Dub.
    private static func hasNameOfDub(_ url: PageURL?) -> Bool {
        guard let url else { return false }
        let segments = url.path.split(separator: "/")
        guard let name = segments.last else { return false }
        if let variant = ScriptVariant(fileName: name), !variant.parts.isEmpty { return true }
        return name.hasPrefix("script.") && name.hasSuffix(".js") && segments.dropLast().contains("dub")
    }

    /// A browser would fetch and run the element's `src` as a classic script.
    private static func mayRun(_ element: ScriptElement) -> Bool {
        element["src"] != nil && element["nomodule"] == nil && ScriptType(of: element) == .classic
    }
}

/// Hosts and addresses which are meant to be Dub's and are not.
enum Lookalike {
    static func resembles(source: String, url: PageURL?) -> Bool {
        if source.lowercased().has("dubcdn") { return true }
        guard let url else { return false }
        let bare = url.host.hasPrefix("www.") ? String(url.host.dropFirst(4)) : url.host
        if EditDistance.between(bare, "dubcdn.com", atMost: 2) != nil { return true }
        guard url.path.hasPrefix("/analytics/script") else { return false }
        let name = PublicSuffixes.registrableDomain(bare)?.prefix { $0 != "." } ?? ""
        return bare == "dub.co" || bare.hasSuffix(".dub.co") || bare == "dub.sh"
            || EditDistance.between(name, "dubcdn", atMost: 2) != nil
    }
}

extension String {
    /// The text without the white space HTML strips from URLs and keywords.
    func trimmingHTMLSpace() -> String {
        let isSpace: (Character) -> Bool = { [" ", "\t", "\n", "\r", "\r\n", "\u{0C}"].contains($0) }
        let kept = drop(while: isSpace)
        guard let last = kept.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(kept[...last])
    }
}
