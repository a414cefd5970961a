/// One statement about an installation: what is wrong (or worth knowing), what shows it, and the one fix to make.
public struct Finding: Sendable, Hashable, Codable {
    /// Whether the statement was seen in a running browser or follows from what was served.
    public enum Confidence: String, Sendable, Hashable, Codable {
        /// Seen to happen.
        case observed
        /// Follows from the HTML, headers and files, by the rules browsers keep.
        case derived
    }

    /// The stable id of `failure-modes.md`.
    public var id: String
    /// How much it counts for this target.
    public var severity: Severity
    /// Seen or derived.
    public var confidence: Confidence
    /// What happens and why, in one or two sentences.
    public var message: String
    /// What shows it, most telling first.
    public var evidence: [FindingEvidence]
    /// The one fix to make; empty when there is nothing to do.
    public var fix: String
    /// Where to read more.
    public var help: String?
    /// Ids of findings which are only a result of this one.
    public var consequences: [String]

    /// A finding with its evidence and fix.
    public init(
        id: String, severity: Severity, confidence: Confidence = .derived, message: String,
        evidence: [FindingEvidence] = [], fix: String, help: String? = nil, consequences: [String] = []
    ) {
        self.id = id
        self.severity = severity
        self.confidence = confidence
        self.message = message
        self.evidence = evidence
        self.fix = fix
        self.help = help
        self.consequences = consequences
    }
}

/// A piece of evidence: a short quotation, and where it stands.
public struct FindingEvidence: Sendable, Hashable, Codable {
    /// Where the quotation is from.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// The page's HTML; line and column are of the served bytes.
        case html
        /// An element of the live page that is not in the HTML.
        case dom
        /// A line in the browser's console, or an exception.
        case console
        /// A response header line.
        case header
        /// A redirect.
        case redirect
        /// A URL or a part of one.
        case url
        /// The fetched script file, or an answer to a request for it.
        case script
        /// A cookie as written, or the browser's rule that refused it.
        case cookie
        /// A comparison of looks at a cache.
        case cache
        /// What the network said.
        case network
        /// A sentence that belongs to no place.
        case note
    }

    /// Where the quotation is from.
    public var kind: Kind
    /// The quotation, at most a few hundred characters.
    public var text: String
    /// The line in the served HTML, from 1.
    public var line: Int?
    /// The column in characters, from 1.
    public var column: Int?

    /// A quotation and its place.
    public init(_ kind: Kind, _ text: String, line: Int? = nil, column: Int? = nil) {
        self.kind = kind
        self.text = text
        self.line = line
        self.column = column
    }
}
