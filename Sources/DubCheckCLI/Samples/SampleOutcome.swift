import Installation

/// A verdict and the findings with it, as they were expected or came out.
struct SampleResult: Sendable, Equatable, CustomStringConvertible {
    var verdict: String
    var findings: [String]

    var description: String {
        ([verdict] + findings).joined(separator: " ")
    }
}

/// What became of a sample in one mode.
struct SampleOutcome: Sendable {
    let expected: SampleResult
    /// With those findings that count: all but notes which nobody expected, and that forecast and browser differ.
    let got: SampleResult
    /// Verdict and finding are those declared, and the page was looked at in the way asked for.
    let agrees: Bool

    /// Never expected: it is a fault of ours.
    private static let disagreement = "tool-disagreement"

    init(expected: SampleResult, mode: TargetReport.Mode, report: Report) {
        let findings = report.results.flatMap(\.findings)
            .filter { $0.severity != .info || expected.findings.contains($0.id) || $0.id == Self.disagreement }
            .map(\.id)
        self.expected = expected
        got = SampleResult(verdict: report.verdict.rawValue, findings: findings)
        agrees =
            got.verdict == expected.verdict && report.results.allSatisfy { $0.mode == mode }
            && !findings.contains(Self.disagreement)
            // A page of which nothing is to be said has no finding; another may have further ones.
            && (expected.findings.isEmpty ? findings.isEmpty : expected.findings.allSatisfy(findings.contains))
    }
}
