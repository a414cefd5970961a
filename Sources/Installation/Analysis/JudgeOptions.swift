public import PageURL

/// What the user told about the site, beyond the evidence: options that change the judgement, never the evidence.
public struct JudgeOptions: Sendable {
    /// Where the app that reads the cookie lives (`--app-url`).
    public var appURL: PageURL?
    /// Where a file will be served (`--page-url`); without it an ordinary https host is assumed.
    public var pageURL: PageURL?
    /// Cookies sent with every request (`--cookie`), by name.
    public var requestCookies: [String: String]
    /// Assertions about the configuration (`--expect`), in the order given.
    public var expectations: [Expectation]
    /// Only these finding ids are considered (`--only`); nil for all.
    public var only: Set<String>?
    /// These finding ids are not considered (`--skip`).
    public var skip: Set<String>
    /// Checks that are made to fail inside, to show that the others stand (`DUBCHECK_FAULT=check:ID`).
    public var faults: Set<String>

    /// Options with the defaults of the command line.
    public init(
        appURL: PageURL? = nil, pageURL: PageURL? = nil, requestCookies: [String: String] = [:],
        expectations: [Expectation] = [], only: Set<String>? = nil, skip: Set<String> = [], faults: Set<String> = []
    ) {
        self.appURL = appURL
        self.pageURL = pageURL
        self.requestCookies = requestCookies
        self.expectations = expectations
        self.only = only
        self.skip = skip
        self.faults = faults
    }

    /// The finding id is considered.
    func considers(_ id: String) -> Bool {
        !skip.contains(id) && only?.contains(id) ?? true
    }
}

/// One assertion of `--expect KEY=VALUE`.
public struct Expectation: Sendable, Hashable {
    /// What can be asserted.
    public enum Key: String, Sendable, Hashable, CaseIterable {
        /// The file's extensions in order, such as `site-visit.outbound-domains`, or the file name.
        case variant
        /// The short domain for partner links.
        case refer
        /// `first-click` or `last-click`.
        case attribution
        /// Where the script sends its calls.
        case apiHost = "api-host"
        /// The publishable key.
        case publishableKey = "publishable-key"
        /// The domain of the kept cookie.
        case cookieDomain = "cookie-domain"
        /// The lifetime of the kept cookie in days.
        case cookieDays = "cookie-days"
    }

    /// What is asserted.
    public var key: Key
    /// The value it must have.
    public var value: String

    /// An assertion.
    public init(key: Key, value: String) {
        self.key = key
        self.value = value
    }

    /// Reads `KEY=VALUE`; nil when the key is unknown or there is no `=`.
    public init?(_ text: String) {
        let pair = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2, let key = Key(rawValue: String(pair[0])) else { return nil }
        self.init(key: key, value: String(pair[1]))
    }
}
