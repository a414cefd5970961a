public import Foundation
public import PageURL

/// Everything seen of one target: what the gatherers fill and the checks read.
///
/// Judging it again gives the same findings: nothing outside this value and the options of the judgement counts.
public struct TargetEvidence: Sendable, Codable {
    /// What the user asked for.
    public var target: Target
    /// When the first look began.
    public var startedAt: Date
    /// How long gathering took, in seconds.
    public var duration: Double
    /// The value put into `?dub_id=`: letters and digits, new for each target.
    public var probeValue: String
    /// The redirects of the look with the probe value, in order.
    public var hops: [Hop]
    /// The page of the look with the probe value (or the file); nil when nothing could be fetched.
    public var page: PageEvidence?
    /// Why there is no page.
    public var failure: FetchFailure?
    /// Looks at the caches before the page; nil for files.
    public var cacheProbe: CacheProbe?
    /// The script files fetched for the page and for differing looks, one per URL; none for files.
    public var scriptFiles: [ScriptFile]
    /// What a real browser saw; nil when none looked.
    public var capture: Capture?

    /// Evidence of a target, complete or still to be filled.
    public init(
        target: Target, startedAt: Date, duration: Double = 0, probeValue: String, hops: [Hop] = [],
        page: PageEvidence? = nil, failure: FetchFailure? = nil, cacheProbe: CacheProbe? = nil,
        scriptFiles: [ScriptFile] = [], capture: Capture? = nil
    ) {
        self.target = target
        self.startedAt = startedAt
        self.duration = duration
        self.probeValue = probeValue
        self.hops = hops
        self.page = page
        self.failure = failure
        self.cacheProbe = cacheProbe
        self.scriptFiles = scriptFiles
        self.capture = capture
    }

    /// The script file fetched for the URL, if one was.
    public func scriptFile(for url: PageURL) -> ScriptFile? {
        scriptFiles.first { $0.url == url }
    }
}
