public import CookieForecast
public import Evidence
public import HTMLPage

/// What is said of one target: the answer to "is the script installed so that it will work?".
public struct TargetReport: Sendable {
    /// How a target was looked at.
    public enum Mode: String, Sendable, Hashable, Codable {
        /// HTML, headers and the fetched script only.
        case `static`
        /// A real browser as well.
        case browser
    }

    /// What the user asked for.
    public var target: Target
    /// How it was looked at.
    public var mode: Mode
    /// The verdict that follows from the findings.
    public var verdict: Verdict
    /// The URL of the page that was judged, with the probe value; nil for files and when nothing was fetched.
    public var finalURL: String?
    /// The host is not known and was assumed to be this URL's (files and standard input).
    public var assumedURL: String?
    /// The redirects on the way, in order.
    public var hops: [Hop]
    /// How the script got onto the page.
    public var install: Install
    /// What `window._dubAnalytics` will be.
    public var object: PageObject
    /// The cookie a browser will keep for the probe value; nil when none.
    public var predictedCookie: StoredCookie?
    /// The cookie that a browser kept; nil when it kept none, or none looked.
    public var observedCookie: StoredCookie?
    /// The browser that looked, and what it saw when; nil when none looked.
    public var live: LiveSummary?
    /// Findings, the worst first, root causes before what follows from them.
    public var findings: [Finding]
    /// Time spent on this target, in seconds.
    public var duration: Double

    /// What a browser's looks came to, in short.
    public struct LiveSummary: Sendable, Hashable {
        /// The browser.
        public var browser: Capture.Identity?
        /// The looks that were taken, in order.
        public var looks: [LiveLook.Way]
        /// Milliseconds from the navigation to each milestone, in the look that was judged.
        public var milestones: [LiveLook.Milestone: Double]
        /// Calls to the tracking API that were answered here, so that no event was made.
        public var callsAnsweredLocally: Int
    }

    /// The script as it was found.
    public struct Install: Sendable, Hashable {
        /// How it got there.
        public enum Way: String, Sendable, Hashable, Codable {
            /// The tag is in the HTML.
            case html
            /// The npm package adds it.
            case npm
            /// Google Tag Manager adds it.
            case gtm
            /// Other code adds it, or the code itself is inlined.
            case other
            /// It is not there.
            case none
        }

        /// How it got there.
        public var way: Way
        /// The `src` as written.
        public var src: String?
        /// The file name of the variant, such as `script.site-visit.js`.
        public var variant: String?
        /// Where the tag ends up; `absent` when there is none.
        public var placement: Placement
        /// The line of the tag, from 1.
        public var line: Int?
        /// The column of the tag, from 1.
        public var column: Int?
        /// The tag's attributes in order, character references decoded.
        public var attributes: [Attribute]
        /// The `data-sdkv` of the npm package.
        public var sdkVersion: String?
        /// Concluded from what was served, not seen in a browser.
        public var isDerived: Bool

        /// No script.
        public init() {
            way = .none
            placement = .absent
            attributes = []
            isDerived = true
        }
    }

    /// `window._dubAnalytics`.
    public struct PageObject: Sendable, Hashable {
        /// It will be there; nil when that cannot be told.
        public var isPresent: Bool?
        /// Its keys, when present.
        public var keys: [String]
        /// Concluded from what was served, not seen in a browser.
        public var isDerived: Bool

        /// An object that is there or not.
        public init(isPresent: Bool?, keys: [String] = [], isDerived: Bool = true) {
            self.isPresent = isPresent
            self.keys = keys
            self.isDerived = isDerived
        }
    }
}
