import Installation

/// What the exit code says (cli.md, section 1).
enum CommandStatus: Int32, Sendable {
    /// Passed, or only findings below `--fail-on`.
    case passed = 0
    /// Findings at or above `--fail-on`.
    case findings = 1
    /// The request makes no sense, or this machine cannot serve it.
    case usage = 2
    /// A page could not be judged.
    case inconclusive = 3
    /// A bug.
    case internalError = 70
    /// Interrupted by the user.
    case interrupted = 130

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
