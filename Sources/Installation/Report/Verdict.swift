/// What is said of a target, and of a run (cli.md, section 2).
public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
    /// The script is installed so that it works.
    case pass
    /// It works, with something lost or to be changed.
    case warn
    /// No click id is kept.
    case fail
    /// The page or the tool gave no basis for a statement.
    case inconclusive

    /// The verdict of a target with these findings.
    public init(findings: some Sequence<Finding>) {
        let severities = Set(findings.map(\.severity))
        if severities.contains(.inconclusive) {
            self = .inconclusive
        } else if severities.contains(.blocker) {
            self = .fail
        } else if severities.contains(.major) || severities.contains(.minor) {
            self = .warn
        } else {
            self = .pass
        }
    }

    /// The verdict of a run over targets with these verdicts.
    public init(run verdicts: some Sequence<Verdict>) {
        let all = Set(verdicts)
        self = [.fail, .inconclusive, .warn].first(where: all.contains) ?? .pass
    }
}
