public import CookieForecast

/// A cookie in the browser's store.
public struct LiveCookie: Sendable, Hashable, Codable {
    /// The name.
    public var name: String
    /// The rest, in the form in which cookies are forecast.
    public var cookie: StoredCookie

    /// A cookie of the name.
    public init(name: String, cookie: StoredCookie) {
        self.name = name
        self.cookie = cookie
    }
}

/// A request that the page made, and what became of it.
public struct LiveRequest: Sendable, Hashable, Codable {
    /// What it was for.
    public enum Purpose: String, Sendable, Hashable, Codable {
        /// A document of the page or of a frame.
        case document
        /// A script file.
        case script
        /// A call to the tracking API (`…/track/…`), preflights included.
        case api
        /// Something else that failed.
        case other
    }

    /// What it was for.
    public var purpose: Purpose
    /// The URL, before redirects.
    public var url: String
    /// The method.
    public var method: String
    /// The body, at most 4,000 characters.
    public var body: String?
    /// URLs of the scripts that made it, the nearest first; empty when the parser did.
    public var initiators: [String]
    /// The parser made it, because of an element in the HTML.
    public var isFromParser: Bool
    /// It is of a frame, not of the page itself.
    public var isFromFrame: Bool
    /// URLs it was redirected to, in order.
    public var redirects: [String]
    /// The status code; nil when nothing answered.
    public var status: Int?
    /// The media type.
    public var mimeType: String?
    /// The answer's body, of API calls that were answered with an error; at most 2,000 characters.
    public var answer: String?
    /// Chromium's reason why it failed, such as `net::ERR_NAME_NOT_RESOLVED`.
    public var failure: String?
    /// What blocked it: `csp`, `mixed-content`, `coep-frame-resource-needs-coep-header`, `inspector` and so on.
    public var blockedReason: String?
    /// The CORS error, such as `MissingAllowOriginHeader`.
    public var corsError: String?
    /// dubcheck answered it, so that nothing left the machine.
    public var isAnsweredLocally: Bool
    /// A service worker answered it.
    public var isFromServiceWorker: Bool
    /// When it was made, in milliseconds since the navigation began.
    public var start: Double
    /// When it was done or had failed; nil while it was still going on.
    public var finish: Double?

    /// A request that was just made.
    public init(purpose: Purpose, url: String, method: String = "GET", start: Double = 0) {
        self.purpose = purpose
        self.url = url
        self.method = method
        self.start = start
        initiators = []
        isFromParser = false
        isFromFrame = false
        redirects = []
        isAnsweredLocally = false
        isFromServiceWorker = false
    }

    /// The URL that finally answered.
    public var finalURL: String { redirects.last ?? url }
}

/// Something the browser itself reported about the page.
public struct LiveIssue: Sendable, Hashable, Codable {
    /// What it is about.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// A content security policy was violated.
        case policy
        /// A content security policy that only reports was violated.
        case policyReport
        /// A plain http resource on an https page.
        case mixedContent
        /// A cross-origin isolation header (CORP, COEP) kept a resource out.
        case isolation
        /// A cookie was refused, or kept with a remark.
        case cookie
        /// A CORS request was refused.
        case cors
        /// A Subresource Integrity hash did not fit.
        case integrity
        /// Something else.
        case other
    }

    /// What it is about.
    public var kind: Kind
    /// The rule: the directive, the reason in Chromium's words.
    public var rule: String
    /// The URL that was blocked, or `inline`, `eval`, `trusted-types-sink`; empty where there is none.
    public var blocked: String
    /// The browser's sentence, or what else it says.
    public var text: String
    /// The file whose code caused it.
    public var source: String?
    /// The line there, from 1.
    public var line: Int?

    /// An issue.
    public init(
        _ kind: Kind, rule: String, blocked: String = "", text: String = "", source: String? = nil, line: Int? = nil
    ) {
        self.kind = kind
        self.rule = rule
        self.blocked = blocked
        self.text = text
        self.source = source
        self.line = line
    }
}

/// A line in the console, or an exception that no script caught.
public struct LiveMessage: Sendable, Hashable, Codable {
    /// `error`, `warning`, `log` and so on; `exception` for what was thrown.
    public var level: String
    /// The text, with the stack of an exception; at most 2,000 characters.
    public var text: String
    /// The file it comes from or is about.
    public var url: String?
    /// The line there, from 1.
    public var line: Int?

    /// A message.
    public init(level: String, text: String, url: String? = nil, line: Int? = nil) {
        self.level = level
        self.text = text
        self.url = url
        self.line = line
    }
}
