import Foundation
import Installation
import Journey
import JSON

/// A journey for programs.
enum JourneyJSON {
    /// Changes only when a reader of the old form would be misled.
    static let schemaVersion = 1

    static func node(_ report: JourneyReport) -> JSONValue {
        [
            "schemaVersion": .integer(schemaVersion),
            "tool": ["name": "dubcheck", "version": .string(report.toolVersion)],
            "startedAt": .string(report.startedAt.formatted(.iso8601)),
            "durationMS": .integer(Int((report.duration * 1000).rounded())),
            "verdict": .string(report.verdict.rawValue),
            "start": .string(report.start),
            "shortLink": .string(report.shortLink),
            "clickId": .optional(report.clickID),
            "finalURL": .optional(report.finalURL),
            "browser": .optional(report.browser),
            "screenshot": .optional(report.screenshot),
            "findings": .array(report.findings.map(node)),
        ]
    }

    private static func node(_ finding: JourneyFinding) -> JSONValue {
        [
            "id": .string(finding.hop.rawValue),
            "outcome": .string(finding.outcome.rawValue),
            "cause": .optional(finding.cause),
            "message": .string(finding.message),
            "evidence": .array(
                finding.evidence.map { ["kind": .string($0.kind.rawValue), "text": .string($0.text)] }),
            "fix": .optional(finding.fix),
        ]
    }
}
