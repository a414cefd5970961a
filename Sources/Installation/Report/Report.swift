public import Foundation

/// The answer to one run: a report per target and what they add up to.
///
/// Every output format is a view of this value.
public struct Report: Sendable {
    /// The version of dubcheck that wrote it.
    public var toolVersion: String
    /// When the run began.
    public var startedAt: Date
    /// How long it took, in seconds.
    public var duration: Double
    /// One report per target, in the order the targets were given.
    public var results: [TargetReport]

    /// A report of these results.
    public init(toolVersion: String, startedAt: Date, duration: Double, results: [TargetReport]) {
        self.toolVersion = toolVersion
        self.startedAt = startedAt
        self.duration = duration
        self.results = results
    }

    /// The verdict of the run (cli.md, section 2).
    public var verdict: Verdict {
        Verdict(run: results.map(\.verdict))
    }

    /// A check failed inside dubcheck for some target.
    public var hasToolError: Bool {
        results.contains { $0.findings.contains { $0.id == "tool-error" } }
    }

    /// The worst finding at or above the severity, in any target.
    public func hasFinding(atLeast threshold: Severity) -> Bool {
        results.contains { result in
            result.findings.contains { $0.severity != .inconclusive && $0.severity >= threshold }
        }
    }
}
