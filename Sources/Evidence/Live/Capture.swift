/// What a real browser saw of a target: one look after another, each with all that was observed.
///
/// Like the rest of the evidence this is values only. Times are milliseconds since the navigation of the look began.
public struct Capture: Sendable, Hashable, Codable {
    /// The browser that looked.
    public struct Identity: Sendable, Hashable, Codable {
        /// Product and version, such as `HeadlessChrome/156.0.8078.108`.
        public var product: String
        /// The user agent the pages saw.
        public var userAgent: String
        /// The binary that was started, or the endpoint of a remote browser.
        public var location: String

        /// A browser's identity.
        public init(product: String, userAgent: String, location: String) {
            self.product = product
            self.userAgent = userAgent
            self.location = location
        }
    }

    /// Why looking ended before it was done.
    public struct Failure: Error, Sendable, Hashable, Codable, CustomStringConvertible {
        /// The kind of failure, on which the finding depends.
        public enum Kind: String, Sendable, Hashable, Codable {
            /// The time allowed ran out before the page could be judged.
            case timeout
            /// The browser, or the process of the page, ended.
            case crashed
            /// The navigation led to no document: name, connection, certificate.
            case navigation
            /// The navigation became a download.
            case download
            /// Redirects without end.
            case redirects
            /// The server asks for a user and a password.
            case authentication
            /// The browser refused a call, or something else of its own went wrong.
            case browser
        }

        /// The kind of failure.
        public var kind: Kind
        /// What happened, in a few words that can stand after a colon.
        public var message: String

        /// A failure of the kind.
        public init(_ kind: Kind, message: String) {
            self.kind = kind
            self.message = message
        }

        /// The message.
        public var description: String { message }
    }

    /// The browser that looked; nil when it could not be started again after a crash.
    public var browser: Identity?
    /// The looks in the order in which they were taken; at most one of a way.
    public var looks: [LiveLook]
    /// Why looking ended early; the looks taken until then stand.
    public var failure: Failure?
    /// The page's picture as PNG, when it was asked for.
    public var screenshot: Bytes?

    /// A capture, complete or still to be filled.
    public init(
        browser: Identity? = nil, looks: [LiveLook] = [], failure: Failure? = nil, screenshot: Bytes? = nil
    ) {
        self.browser = browser
        self.looks = looks
        self.failure = failure
        self.screenshot = screenshot
    }

    /// The look of the way, if it was taken.
    public subscript(way: LiveLook.Way) -> LiveLook? {
        looks.first { $0.way == way }
    }

    /// The first look that ended with the script's object and the probe value in the cookie store, if any did.
    public func workingLook(probeValue: String) -> LiveLook? {
        looks.first { $0.way != .partner && $0.hasObject && $0.keeps(probeValue) }
    }
}
