public import Foundation
public import Gathering
public import Installation

/// Judges evidence that was kept, offline, with the same result as when it was gathered.
///
/// - Throws: `GatheringError` for a folder without evidence.
public func verify(
    _ folder: EvidenceFolder, judging: JudgeOptions = JudgeOptions(), now: () -> Date = { Date() }
) throws(GatheringError) -> Report {
    let startedAt = now()
    let clock = ContinuousClock.now
    var results: [TargetReport] = []
    try folder.forEach { evidence in
        var report = judge(evidence, options: judging)
        report.duration = evidence.duration
        results.append(report)
    }
    return Report(
        toolVersion: dubCheckVersion, startedAt: startedAt, duration: (ContinuousClock.now - clock) / .seconds(1),
        results: judgeTogether(results, options: judging))
}
