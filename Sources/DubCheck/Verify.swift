public import Evidence
import Foundation
public import Gathering
public import Installation

/// How pages are verified: what to fetch and how, what is known of the site, and how much at a time.
public struct VerifyOptions: Sendable {
    /// How targets are fetched.
    public var gathering: GatheringOptions
    /// What is known of the site.
    public var judging: JudgeOptions
    /// Targets in flight at a time.
    public var concurrency: Int
    /// A real browser to look at URLs with; nil judges from what is served alone.
    public var browser: BrowserUse?
    /// Where to keep the evidence of each target; nil keeps none.
    public var store: EvidenceFolder?

    /// Options with the defaults of the command line.
    public init(
        gathering: GatheringOptions = GatheringOptions(), judging: JudgeOptions = JudgeOptions(), concurrency: Int = 2,
        browser: BrowserUse? = nil, store: EvidenceFolder? = nil
    ) {
        self.gathering = gathering
        self.judging = judging
        self.concurrency = concurrency
        self.browser = browser
        self.store = store
    }
}

/// Verifies one page.
///
/// ```swift
/// let report = try await verify(.url(url))
/// print(report.verdict)
/// ```
///
/// - Throws: `GatheringError` for a file that cannot be read. Trouble with a page is part of the report.
public func verify(_ target: Target, options: VerifyOptions = VerifyOptions()) async throws(GatheringError) -> Report {
    try await verify([target], options: options)
}

/// Verifies pages and says what they add up to.
///
/// Evidence is judged as it comes and not kept.
///
/// - Parameter onResult: told of each target as soon as it is judged, in any order.
/// - Throws: `GatheringError` for a file that cannot be read, a browser that cannot be had, and evidence that cannot be
///   kept. Trouble with a page is part of the report.
public func verify(
    _ targets: [Target], options: VerifyOptions = VerifyOptions(),
    onResult: @escaping @Sendable (_ index: Int, _ result: TargetReport) async -> Void = { _, _ in }
) async throws(GatheringError) -> Report {
    let startedAt = options.gathering.now()
    let clock = ContinuousClock.now
    try options.store?.prepare()
    var gathering = options.gathering
    let judging = options.judging
    gathering.scriptCandidates = { scriptCandidates(in: $0, options: judging) }
    gathering.hasScript = { hasScriptTag($0) }
    let hasPages = targets.contains { if case .url = $0 { true } else { false } }
    var browsers: Browsers?
    if hasPages, let use = options.browser { browsers = try await Browsers(use, judging: judging) }
    gathering.browser = browsers?.access
    let gatherer = Gatherer(options: gathering)
    let results = Results(count: targets.count)
    let store = options.store
    do throws(GatheringError) {
        try await gatherer.evidence(for: targets, concurrency: options.concurrency) {
            (index, evidence) async throws(GatheringError) in
            let started = ContinuousClock.now
            var report = judge(evidence, options: judging)
            report.duration = evidence.duration + (ContinuousClock.now - started) / .seconds(1)
            try store?.save(evidence, index: index)
            await results.keep(report, at: index)
            await onResult(index, report)
        }
    } catch {
        await gatherer.close()
        await browsers?.close()
        throw error
    }
    await gatherer.close()
    await browsers?.close()
    return Report(
        toolVersion: dubCheckVersion, startedAt: startedAt, duration: (ContinuousClock.now - clock) / .seconds(1),
        results: judgeTogether(await results.inOrder, options: judging))
}

/// Results as they come, put back into the order of the targets.
private actor Results {
    private var reports: [TargetReport?]

    init(count: Int) {
        reports = Array(repeating: nil, count: count)
    }

    var inOrder: [TargetReport] {
        reports.compactMap { $0 }
    }

    func keep(_ report: TargetReport, at index: Int) {
        reports[index] = report
    }
}
