/// How much a finding counts (failure-modes, "How a severity is decided").
public enum Severity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Tell, do not count.
    case info
    /// Works, should be changed.
    case minor
    /// A feature or part of the visitors is lost, or the wrong id is used.
    case major
    /// No click id is kept at all.
    case blocker
    /// No statement is possible.
    case inconclusive

    /// The order in which findings are shown, the worst last; `inconclusive` outranks what it suppresses.
    public static func < (left: Severity, right: Severity) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .info: 0
        case .minor: 1
        case .major: 2
        case .blocker: 3
        case .inconclusive: 4
        }
    }
}
