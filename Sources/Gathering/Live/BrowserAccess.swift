public import Browser
public import Evidence

/// A real browser, and how pages are looked at with it.
public struct BrowserAccess: Sendable {
    /// Opens a page in a clean profile.
    public var open: CaptureTaker.Opener
    /// The browser in use; nil when none could be started.
    public var identity: @Sendable () async -> Capture.Identity?
    /// What to do with a consent banner.
    public var consent = CaptureOptions.Consent.both
    /// Whether to scroll, press a key and click, where the looks before leave a doubt.
    public var interacts = true
    /// Whether calls to the tracking API reach it.
    public var isLive = false
    /// Seconds to wait for late scripts.
    public var wait: Double = 5
    /// The user agent; nil is the browser's own, without the word "Headless".
    public var userAgent: String?
    /// Whether to take a picture of each page.
    public var takesScreenshots = false
    /// What the served pages tell of what is to come: gathering does not judge, the checks know.
    public var hints: @Sendable (_ page: PageEvidence, _ looks: CacheProbe?) -> CaptureHints = { _, _ in CaptureHints()
    }
    /// Whether a URL may be that of Dub's script.
    public var isScriptOfInterest: @Sendable (_ url: String) -> Bool = { _ in false }
    /// Script files worth fetching because of what a browser saw.
    public var scriptCandidates: @Sendable (_ capture: Capture) -> [(url: String, page: String)] = { _ in [] }

    /// Access by way of an opener.
    public init(open: @escaping CaptureTaker.Opener, identity: @escaping @Sendable () async -> Capture.Identity?) {
        self.open = open
        self.identity = identity
    }
}
