import CookieForecast
import Evidence
import Foundation
import HTMLPage
import PageURL

/// One page as the checks see it: the evidence, and what follows from it before anything is judged.
struct Analysis: Sendable {
    let evidence: TargetEvidence
    let options: JudgeOptions
    /// The page that is judged: of the look with the probe value, or of a look past the caches that has the script.
    let page: PageEvidence
    /// The URL a visitor ends on, with the probe value; assumed for files.
    let pageURL: PageURL
    /// The URL is not known and was assumed.
    let urlIsAssumed: Bool
    /// Every tag that is, or is meant to be, Dub's analytics script, in document order, inert ones included.
    let tags: [DubTag]
    /// What code may do that the HTML does not show.
    let loaders: LoaderHints
    /// The forecast cookie for each live tag, by its index.
    let forecasts: [Int: CookieForecast]
    /// The content security policies of the page.
    let policies: SecurityPolicies
    /// What they say of each live tag, by its index.
    let policyVerdicts: [Int: PolicyVerdict]
    /// What a browser saw; nil when none looked.
    let live: LiveFacts?

    init?(evidence: TargetEvidence, options: JudgeOptions) {
        guard let served = evidence.page else { return nil }
        let looks = [CacheProbe.Way.noCache, .randomParameter, .bareAgain]
            .compactMap { evidence.cacheProbe?[$0]?.page }
        let fetched = { (url: PageURL) in evidence.scriptFile(for: url) }
        func tags(in page: PageEvidence, at url: PageURL) -> [DubTag] {
            TagFinder(page: page, pageURL: url, file: fetched).tags()
        }

        let assumption = AssumedURL(evidence: evidence, options: options)
        let url = served.url ?? assumption.url
        var page = served
        var found = tags(in: served, at: url)
        if !found.contains(where: { $0.isLive && $0.isDub }),
            let fresher = looks.first(where: { look in tags(in: look, at: url).contains { $0.isLive && $0.isDub } })
        {
            page = fresher
            found = tags(in: fresher, at: url)
        }

        let live = LiveFacts(evidence)
        if let live {
            let finder = TagFinder(page: page, pageURL: url, file: fetched)
            found = LiveTags(finder: finder, facts: live).joined(with: found)
        }

        self.evidence = evidence
        self.options = options
        self.page = page
        self.live = live
        self.tags = found
        pageURL = url
        urlIsAssumed = served.url == nil && options.pageURL == nil
        loaders = LoaderHints(page: page, dubInSiteScripts: Self.siteScriptHint(evidence: evidence, tags: found))
        // Without an older cookie, which no browser profile of ours has.
        let now = evidence.startedAt
        let inPage = found.filter(\.isLive)
        let address = live?.addressOfScript ?? url
        forecasts = Self.byIndex(inPage) { CookieForecast(page: address, attributes: $0.attributes, now: now) }
        let policies = SecurityPolicies(of: page, at: url)
        self.policies = policies
        // What a browser loaded, no policy kept out; what code adds may be trusted for its sake.
        let doubtful = inPage.filter { tag in
            guard let live else { return true }
            return !live.didLoad(tag) && (!tag.isDynamic || live.failure(of: tag)?.blockedReason == "csp")
        }
        policyVerdicts = Self.byIndex(doubtful) { PolicyVerdict(of: $0, by: policies) }
    }

    private static func byIndex<Value>(_ tags: [DubTag], _ value: (DubTag) -> Value) -> [Int: Value] {
        Dictionary(tags.map { ($0.index, value($0)) }) { first, _ in first }
    }

    /// The tags that make elements of the live page.
    var liveTags: [DubTag] {
        tags.filter(\.isLive)
    }

    /// The tags that make elements of the live page and are in its HTML.
    var servedTags: [DubTag] {
        tags.filter { $0.isLive && !$0.isDynamic }
    }

    /// The tags that are only text: in comments, templates, raw text or attribute values, or dropped by the parser.
    var inertTags: [DubTag] {
        tags.filter { !$0.isLive }
    }

    /// The header fields of the answer that brought the judged page.
    var fields: HTTPFields {
        page.fields
    }

    /// The judged document is the one at this URL, whatever the query: not another that the page led on to.
    func isServed(at url: PageURL?) -> Bool {
        guard let url else { return true }
        return url.origin == pageURL.origin && url.path == pageURL.path
    }

    /// A page of another look has a live tag of Dub's script.
    func hasTag(_ page: PageEvidence) -> Bool {
        TagFinder(page: page, pageURL: page.url ?? pageURL) { url in evidence.scriptFile(for: url) }
            .tags().contains { $0.isLive && $0.isDub }
    }

    /// A script of the site itself that names Dub's file without being it: a bundle with the npm package.
    private static func siteScriptHint(evidence: TargetEvidence, tags: [DubTag]) -> LoaderHints.Hint? {
        for file in evidence.scriptFiles where !tags.contains(where: { $0.url == file.url }) {
            let code = InlineCode(file.body.text)
            guard file.failure == nil, code.mayInjectDub else { continue }
            return LoaderHints.Hint(
                name: "a script that names Dub's", evidence: FindingEvidence(.script, file.url.href))
        }
        return nil
    }
}

/// The URL for which a file is judged: what the user said, else an ordinary https host on which its cookie can work.
struct AssumedURL {
    let url: PageURL

    init(evidence: TargetEvidence, options: JudgeOptions) {
        let base = options.pageURL ?? Self.ordinary(for: evidence.page)
        url = base.settingQueryItem("dub_id", evidence.probeValue)
    }

    /// A page below the domain that the tag's cookie options name, so that a domain set right is not called wrong.
    private static func ordinary(for page: PageEvidence?) -> PageURL {
        let options = page?.scan.scripts.lazy
            .compactMap { $0["data-cookie-options"] }
            .compactMap { try? JSValue(parsing: $0) }
            .first
        if case .string(let domain)? = options?["domain"] {
            let host = domain.drop { $0 == "." }
            if host.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }),
                let url = PageURL("https://www.\(host)/")
            {
                return url
            }
        }
        return exampleURL
    }

    private static let exampleURL: PageURL = {
        guard let url = PageURL("https://www.example.com/") else { preconditionFailure("a constant URL must parse") }
        return url
    }()
}
