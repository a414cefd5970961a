/// How a capture is taken: what the user asked for, and what is known of the page before.
public struct CaptureOptions: Sendable {
    /// What to do with a consent banner.
    public enum Consent: String, Sendable, Hashable, CaseIterable {
        /// Leave it alone.
        case none
        /// Accept it as soon as it is there.
        case accept
        /// Look first without, then accept it, where the first look leaves a doubt.
        case both
    }

    /// A header field to send with requests to the target's own host.
    public struct Field: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The value.
        public var value: String

        /// A field of a name and a value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// All looks at a target together.
    public var timeout: Duration = .seconds(30)
    /// How long to wait for late scripts, after the page has loaded.
    public var wait: Duration = .seconds(5)
    /// What to do with a consent banner.
    public var consent = Consent.both
    /// Whether to scroll, press a key and click, where the looks before leave a doubt.
    public var interacts = true
    /// Whether calls to the tracking API reach it; otherwise they are answered here and recorded.
    public var isLive = false
    /// The user agent; nil is the browser's own, without the word "Headless".
    public var userAgent: String?
    /// Whether any certificate is accepted.
    public var ignoresCertificateErrors = false
    /// Header fields for the target's own origin.
    public var fields: [Field] = []
    /// That origin, such as `https://acme.test`.
    public var fieldsOrigin: String?
    /// Cookies for the target's own site.
    public var cookies: [PageOptions.Cookie] = []
    /// Whether to take a picture of the page.
    public var takesScreenshot = false
    /// Bytes of a document that are kept.
    public var documentLimit = 5_000_000
    /// Whether a request may be for Dub's script: once all of those are done, a page without the object is a certain case.
    public var isScriptOfInterest: @Sendable (_ url: String) -> Bool = { _ in false }

    /// The defaults of the command line.
    public init() {}
}
