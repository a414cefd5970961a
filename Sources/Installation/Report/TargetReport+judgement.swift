import CookieForecast
import Evidence
import HTMLPage
import PageURL

extension TargetReport {
    /// A report on a target that could not be judged.
    init(evidence: TargetEvidence, findings: [Finding]) {
        self.init(
            target: evidence.target, mode: .static, verdict: Verdict(findings: findings),
            finalURL: (evidence.page?.url ?? evidence.hops.last?.destination)?.displayed, assumedURL: nil,
            hops: evidence.hops, install: Install(), object: PageObject(isPresent: nil), predictedCookie: nil,
            findings: findings, duration: evidence.duration)
    }

    /// A report on a page that was judged.
    init(analysis: Analysis, judgement: Judgement) {
        let leading = judgement.leadingTag.map { analysis.tags[$0] }
        let isKept = judgement.keepsCookie != false
        self.init(
            target: analysis.evidence.target, mode: .static, verdict: Verdict(findings: judgement.findings),
            finalURL: analysis.evidence.page?.url?.displayed,
            assumedURL: analysis.urlIsAssumed ? analysis.pageURL.withoutQuery : nil,
            hops: analysis.evidence.hops, install: Install(tag: leading, loaders: analysis.loaders),
            object: PageObject(
                isPresent: judgement.hasObject, keys: judgement.hasObject == true ? PageObject.keys : []),
            predictedCookie: isKept && judgement.hasObject != false
                ? leading.flatMap { analysis.forecasts[$0.index]?.cookie } : nil,
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
        if tag.element["data-sdkn"] == "@dub/analytics" {
            way = .npm
        } else if case .inlined = tag.identity {
            way = .other
        } else {
            way = .html
        }
        src = tag.source
        variant = tag.variant?.fileName
        placement = tag.element.placement
        line = tag.element.position.line
        column = tag.element.position.column
    }
}

extension TargetReport.PageObject {
    /// The keys of the object the script publishes (analytics-script, 5).
    static let keys = ["c", "qm", "i", "h", "a", "d", "v", "n", "k"]
}
