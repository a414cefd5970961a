import Evidence

/// One row of the catalogue at work: a pure function from evidence to observations.
///
/// A check says what it sees and what that stops; whether the installation works is decided by the judge from all of them.
protocol Check: Sendable {
    /// The row of the catalogue.
    static var entry: CatalogueEntry { get }

    /// What this check sees in the analysed page.
    static func examine(_ page: Analysis) throws -> [Observation]
}

/// A finding and what it means for the outcome.
struct Observation: Sendable {
    /// What the cause of a finding does to the outcome.
    enum Effect: Sendable {
        /// Nothing: the click id is kept all the same.
        case none
        /// The script does not run, so that there is no object and no cookie.
        case stopsScript
        /// The script runs, and no cookie is kept.
        case stopsCookie
        /// Whether the script runs cannot be told from what was served.
        case doubtsScript
        /// Whether the cookie is kept cannot be told from what was served.
        case doubtsCookie
        /// The user asserted something that does not hold: counts in full, whatever the outcome.
        case breaksAssertion
    }

    var finding: Finding
    var effect: Effect
    /// The index of the tag concerned in `Analysis.tags`; nil when the page as a whole is concerned.
    var tag: Int?
    /// Ids of findings about the same tag that are only a result of this one.
    var explains: Set<String>

    init(_ finding: Finding, _ effect: Effect = .none, tag: Int? = nil, explains: Set<String> = []) {
        self.finding = finding
        self.effect = effect
        self.tag = tag
        self.explains = explains
    }
}

/// A check that looks at one tag at a time.
protocol TagCheck: Check {
    /// What this check sees in the tag, which stands in the live page.
    static func examine(_ tag: DubTag, on page: Analysis) throws -> Observation?
}

extension TagCheck {
    static func examine(_ page: Analysis) throws -> [Observation] {
        try page.liveTags.compactMap { try examine($0, on: page) }
    }
}

/// A check of whether there is a page to judge at all; the first one that speaks is the only one heard.
protocol BasisCheck: Sendable {
    /// The row of the catalogue.
    static var entry: CatalogueEntry { get }

    /// Why the page cannot be judged, or nil.
    static func examine(_ evidence: TargetEvidence) throws -> Finding?
}
