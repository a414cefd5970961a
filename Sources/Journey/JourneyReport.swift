public import Foundation
public import Installation

/// The answer to one journey; every output format is a view of this value.
public struct JourneyReport: Sendable {
    /// The version of dubcheck that wrote it.
    public var toolVersion: String
    /// When it began.
    public var startedAt: Date
    /// How long it took, in seconds.
    public var duration: Double
    /// The page that the link leads to.
    public var start: String
    /// The link that was clicked.
    public var shortLink: String
    /// The click id of the redirect; nil when there was none.
    public var clickID: String?
    /// The page that was open at the end; nil when none was.
    public var finalURL: String?
    /// The browser, such as `Chrome/131.0`; nil when none ran.
    public var browser: String?
    /// What is said of each hop, in their order.
    public var findings: [JourneyFinding]
    /// The file with the picture of the page on which it failed.
    public var screenshot: String?

    /// The report on what was seen.
    public init(
        _ evidence: JourneyEvidence, toolVersion: String, startedAt: Date, duration: Double, browser: String? = nil,
        screenshot: String? = nil
    ) {
        self.toolVersion = toolVersion
        self.startedAt = startedAt
        self.duration = duration
        self.browser = browser
        self.screenshot = screenshot
        start = evidence.plan.start
        shortLink = evidence.shortLink
        clickID = evidence.clickID
        finalURL = evidence.visit.finalURL
        findings = JourneyJudge(evidence).findings
    }

    /// The hop at which the chain ends; nil when it does not.
    public var end: JourneyFinding? { findings.first { $0.outcome.isEnd } }

    /// The verdict of the journey: that of the hop at which it ends.
    public var verdict: Verdict {
        switch end?.outcome {
        case .fail: .fail
        case .inconclusive: .inconclusive
        default: .pass
        }
    }
}
