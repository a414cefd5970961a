/// How a browser is started.
///
/// One browser serves many pages.
public struct BrowserOptions: Sendable {
    /// The browser to start; nil takes the one that ``BrowserLocator`` finds.
    public var executable: String?
    /// Whether pages run in Chromium's sandbox.
    ///
    /// Off only where a user asks for it.
    public var sandbox = true
    /// Chromium's host resolver rules, such as `MAP shop.example:443 127.0.0.1:18443` (ports may be mapped too) or
    /// `MAP * ~NOTFOUND`; the first that fits decides.
    public var hostResolverRules: [String] = []
    /// Whether bad certificates are accepted, by service workers and other requests of no page too.
    ///
    /// A DevTools endpoint has its own flags: there only ``PageOptions/ignoresCertificateErrors`` counts.
    public var ignoresCertificateErrors = false
    /// How many pages are open at the same time; more wait for their turn.
    public var maximumPages = 4
    /// From the start of the process, or of the connection to a remote browser, until it answers.
    public var launchTimeout: Duration = .seconds(20)
    /// Whether a page's profile is disposed of while the next page is already being opened.
    public var disposesBehind = false
    /// More command-line flags, put last, so that they win.
    public var extraFlags: [String] = []
    /// After this a browser that has not made a new profile hangs.
    var contextLimit: Duration = .seconds(10)
    /// After this a browser that has not disposed of a profile hangs.
    var disposalLimit: Duration = .seconds(3)

    /// The defaults: a found browser, sandboxed.
    public init() {}
}

/// How one look at a page is taken.
public struct PageOptions: Sendable {
    /// The user agent; nil is the browser's own, without the word "Headless".
    public var userAgent: String?
    /// Whether a page with a bad certificate is opened all the same.
    public var ignoresCertificateErrors = false
    /// From the start of the look to its end; a step that begins later, or takes longer, is `timedOut`.
    public var timeout: Duration = .seconds(15)
    /// Answers the page's requests; nil lets them go to the network.
    ///
    /// It is asked for every request of the page, its frames and workers, redirects and preflights included, several
    /// at a time. A request waits until it has answered.
    public var interceptor: (@Sendable (InterceptedRequest) async -> InterceptedResponse)?

    /// Which URLs the interceptor is asked about, with `*` for any characters; all by default.
    ///
    /// Requests to other URLs go to the network without a stop.
    public var interceptedURLs = ["*"]
    /// Whether network events and the browser's own reports are kept (``PageRecord/network``).
    public var observesNetwork = false
    /// Whether the page is asked for past every cache, service workers included.
    public var bypassesCaches = false
    /// Cookies to begin with; the profile is empty otherwise.
    public var cookies: [Cookie] = []

    /// A cookie that is there before the page is opened.
    public struct Cookie: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The value.
        public var value: String
        /// The page it is for.
        public var url: String

        /// A cookie for a page.
        public init(name: String, value: String, url: String) {
            self.name = name
            self.value = value
            self.url = url
        }
    }

    /// The defaults: the real network, 15 seconds.
    public init() {}
}
