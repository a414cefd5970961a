public import Browser
import Evidence
import Gathering
import Installation

/// Which browser looks at pages, and how.
public struct BrowserUse: Sendable {
    /// Where browsers come from; pages are spread over several.
    public var sources: [BrowserSource]
    /// Seconds to wait for late scripts, after a page has loaded.
    public var wait: Double = 5
    /// What to do with a consent banner.
    public var consent = CaptureOptions.Consent.both
    /// Whether to scroll, press a key and click, where the looks before leave a doubt.
    public var interacts = true
    /// Whether calls to the tracking API reach it.
    public var isLive = false
    /// The user agent; nil is the browser's own, without the word "Headless".
    public var userAgent: String?
    /// Whether to take a picture of each page.
    public var takesScreenshots = false

    /// A browser that is started here, with the defaults of the command line.
    public init(sources: [BrowserSource] = [.launch(BrowserOptions())]) {
        self.sources = sources
    }
}

/// The browsers of one run, as the gatherer uses them.
struct Browsers: Sendable {
    let access: BrowserAccess
    private let pool: BrowserPool

    /// Starts the first of them.
    ///
    /// - Throws: an environment error where no browser can be had.
    init(_ use: BrowserUse, judging: JudgeOptions) async throws(GatheringError) {
        let pool = BrowserPool(use.sources)
        self.pool = pool
        do {
            try await pool.start()
        } catch {
            await pool.close()
            throw .environment(error.description)
        }
        let seen = Seen()
        var access = BrowserAccess(
            open: { options, body in
                try await pool.withPage(options) { browser, page in
                    await seen.note(browser.identity)
                    try await body(page)
                }
            }, identity: { await seen.identity })
        access.wait = use.wait
        access.consent = use.consent
        access.interacts = use.interacts
        access.isLive = use.isLive
        access.userAgent = use.userAgent
        access.takesScreenshots = use.takesScreenshots
        access.hints = { captureHints(for: $0, looks: $1, options: judging) }
        access.isScriptOfInterest = isScriptOfInterest
        access.scriptCandidates = { scriptCandidates(in: $0) }
        self.access = access
    }

    func close() async {
        await pool.close()
    }

    private actor Seen {
        private(set) var identity: Capture.Identity?

        func note(_ identity: Capture.Identity) {
            self.identity = identity
        }
    }
}
