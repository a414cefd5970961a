/// A row of the catalogue: what a finding id means, wherever it appears.
public struct CatalogueEntry: Sendable, Hashable {
    /// The stable id.
    public var id: String
    /// The part of the catalogue.
    public var section: CatalogueSection
    /// The default severity; the judge may raise or cap it (failure-modes, "How a severity is decided").
    public var severity: Severity
    /// What is the matter, in a few words.
    public var title: String
    /// Why it matters and how it comes about.
    public var why: String
    /// The one fix, in general words; a finding says it with the names of the page.
    public var fix: String
    /// What static mode says of a page whose only trouble this is, where that differs from the severity: a browser is
    /// needed to tell.
    public var needsBrowser: Bool
    /// The severity on a page whose only trouble this is, where the outcome raises it (rule 2 of the severities).
    public var severityAlone: Severity?
    /// Reproduced with the public script in a real browser.
    public var isReproduced: Bool

    init(
        _ id: String, _ section: CatalogueSection, _ severity: Severity, title: String, why: String, fix: String,
        needsBrowser: Bool = false, alone: Severity? = nil, isReproduced: Bool = true
    ) {
        self.id = id
        self.section = section
        self.severity = severity
        self.title = title
        self.why = why
        self.fix = fix
        self.needsBrowser = needsBrowser
        severityAlone = alone
        self.isReproduced = isReproduced
    }

    /// A finding of this row, with the row's severity and, unless told otherwise, its fix.
    func finding(
        _ message: String, _ evidence: [FindingEvidence] = [], fix: String? = nil, severity: Severity? = nil
    ) -> Finding {
        Finding(
            id: id, severity: severity ?? self.severity, message: message, evidence: evidence, fix: fix ?? self.fix,
            help: section.help)
    }
}
