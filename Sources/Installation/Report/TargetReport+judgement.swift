import CookieForecast
import Evidence
import HTMLPage
import PageURL

extension TargetReport {
    /// A report on a target that could not be judged.
    init(evidence: TargetEvidence, findings: [Finding]) {
        self.init(
            target: evidence.target, mode: evidence.capture == nil ? .static : .browser,
            verdict: Verdict(findings: findings),
            finalURL: (evidence.page?.url ?? evidence.hops.last?.destination)?.displayed, assumedURL: nil,
            hops: evidence.hops, install: Install(), object: PageObject(isPresent: nil), predictedCookie: nil,
            observedCookie: nil, live: evidence.capture.map { LiveSummary($0, judged: nil) },
            findings: findings, duration: evidence.duration)
    }

    /// A report on a page that was judged.
    init(analysis: Analysis, judgement: Judgement) {
        let leading = judgement.leadingTag.map { analysis.tags[$0] }
        let isKept = judgement.keepsCookie != false
        self.init(
            target: analysis.evidence.target, mode: analysis.evidence.capture == nil ? .static : .browser,
            verdict: Verdict(findings: judgement.findings), finalURL: analysis.evidence.page?.url?.displayed,
            assumedURL: analysis.urlIsAssumed ? analysis.pageURL.withoutQuery : nil,
            hops: analysis.evidence.hops, install: Install(tag: leading, loaders: analysis.loaders),
            object: PageObject(judgement: judgement, live: analysis.live),
            predictedCookie: isKept && judgement.hasObject != false || analysis.live != nil
                ? leading.flatMap { analysis.forecasts[$0.index]?.cookie } : nil,
            observedCookie: analysis.live.flatMap(\.keptCookie),
            live: analysis.evidence.capture.map { LiveSummary($0, judged: analysis.live?.judged) },
            findings: judgement.findings, duration: analysis.evidence.duration)
    }
}

extension TargetReport.Install {
    /// How the tag got onto the page.
    init(tag: DubTag?, loaders: LoaderHints) {
        self.init()
        guard let tag else { return }
        attributes = tag.element.attributes
        sdkVersion = tag.element["data-sdkv"]
        isDerived = tag.live == nil
        if tag.element["data-sdkn"] == "@dub/analytics" {
            way = .npm
        } else if tag.isDynamic {
            way = tag.live?.origin == .gtm ? .gtm : .other
        } else if case .inlined = tag.identity {
            way = .other
        } else {
            way = .html
        }
        src = tag.source
        variant = tag.variant?.fileName
        placement = tag.element.placement
        guard !tag.isDynamic else { return }
        line = tag.element.position.line
        column = tag.element.position.column
    }
}

extension TargetReport.PageObject {
    /// The keys of the object the script publishes (analytics-script, 5).
    static let keys = ["c", "qm", "i", "h", "a", "d", "v", "n", "k"]

    /// What was seen of it, else what follows.
    init(judgement: Judgement, live: LiveFacts?) {
        guard let live else {
            self.init(isPresent: judgement.hasObject, keys: judgement.hasObject == true ? Self.keys : [])
            return
        }
        let look = live.looks.first(where: \.hasObject) ?? live.judged
        self.init(isPresent: live.hasObject, keys: look.object.keys, isDerived: false)
    }
}

extension TargetReport.LiveSummary {
    /// The looks in short.
    init(_ capture: Capture, judged: LiveLook?) {
        browser = capture.browser
        looks = capture.looks.map(\.way)
        milestones = judged?.milestones ?? [:]
        callsAnsweredLocally =
            capture.looks.map { look in
                look.requests.count { $0.isAnsweredLocally && $0.method == "POST" }
            }.max() ?? 0
    }
}

extension LiveFacts {
    /// The cookie in the browser's store that has the probe value.
    var keptCookie: StoredCookie? {
        let look = looks.first { $0.keeps(probeValue) }
        return look?.cookiesAtEnd.first { $0.name == CookieForecast.cookieName && $0.cookie.value == probeValue }?
            .cookie
    }
}
