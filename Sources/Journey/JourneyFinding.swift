public import Installation

/// What is said of one hop.
public struct JourneyFinding: Sendable, Hashable {
    /// How it went.
    public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
        /// As it should.
        case pass
        /// The chain breaks here.
        case fail
        /// It could not be judged.
        case inconclusive
        /// It was not asked for.
        case skipped
        /// A hop before it failed.
        case notReached = "not-reached"

        /// Whether the chain ends here.
        public var isEnd: Bool { self == .fail || self == .inconclusive }
    }

    /// The hop; its name is the finding's id.
    public var hop: JourneyHop
    /// How it went.
    public var outcome: Outcome
    /// The root cause, as a stable id such as `parameter-lost`; nil where nothing is wrong.
    public var cause: String?
    /// What happened, in one sentence or two.
    public var message: String
    /// What shows it, most telling first.
    public var evidence: [FindingEvidence]
    /// The one thing to do; nil where there is nothing.
    public var fix: String?

    /// A finding with its evidence and fix.
    public init(
        _ hop: JourneyHop, _ outcome: Outcome, cause: String? = nil, _ message: String,
        evidence: [FindingEvidence] = [], fix: String? = nil
    ) {
        self.hop = hop
        self.outcome = outcome
        self.cause = cause
        self.message = message
        self.evidence = evidence
        self.fix = fix
    }
}
