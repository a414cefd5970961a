import Installation

/// What the exit code says (cli.md, section 1).
struct CommandStatus: RawRepresentable, Sendable, Hashable {
    let rawValue: Int32

    /// Passed, or only findings below `--fail-on`.
    static let passed = CommandStatus(rawValue: 0)
    /// Findings at or above `--fail-on`.
    static let findings = CommandStatus(rawValue: 1)
    /// The request makes no sense, or this machine cannot serve it.
    static let usage = CommandStatus(rawValue: 2)
    /// A page could not be judged.
    static let inconclusive = CommandStatus(rawValue: 3)
    /// A bug.
    static let internalError = CommandStatus(rawValue: 70)
    /// Interrupted by the user.
    static let interrupted = CommandStatus(rawValue: 130)

    init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The status of a report: 70 wins over all, 1 over 3.
    init(_ report: Report, failOn threshold: FailOn) {
        if report.hasToolError {
            self = .internalError
        } else if let severity = threshold.severity, report.hasFinding(atLeast: severity) {
            self = .findings
        } else if report.results.contains(where: { $0.verdict == .inconclusive }) {
            self = .inconclusive
        } else {
            self = .passed
        }
    }
}
