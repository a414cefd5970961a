import CookieForecast

/// One look at a page in a real browser, in a clean profile: what happened, and what was there at its end.
public struct LiveLook: Sendable, Hashable, Codable {
    /// How the page was looked at.
    public enum Way: String, Sendable, Hashable, Codable, CaseIterable {
        /// As a visitor who comes by a short link sees it.
        case first
        /// After the consent banner was accepted.
        case consent
        /// After a scroll, a key and a click.
        case interaction
        /// In another clean profile, with every cache asked to step aside.
        case freshCaches
        /// In another clean profile, with a partner key in `?via=` and no click id.
        case partner
        /// Once more in the profile of the first look, as a returning visitor, with a service worker installed.
        case returning
    }

    /// How a look came to its end.
    public enum End: String, Sendable, Hashable, Codable {
        /// The answer was certain.
        case certain
        /// Nothing more happened within the time to wait for late scripts.
        case waited
        /// The time allowed for the target ran out.
        case timeout
        /// The page's process, or the browser, ended.
        case crashed
    }

    /// A moment that counts.
    public enum Milestone: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
        /// The document's first byte is there.
        case document
        /// The HTML is parsed and deferred scripts have run.
        case domContentLoaded
        /// Everything the document needs is loaded.
        case load
        /// The script's object was first seen.
        case object
        /// The probe value was first seen in the cookie store.
        case cookie
        /// The look ended.
        case end
    }

    /// How the page was looked at.
    public var way: Way
    /// The URL that was asked for, with the probe value.
    public var requestedURL: String
    /// The URL of the document at the end, as `location` has it.
    public var finalURL: String
    /// How the look ended.
    public var end: End
    /// When what counts happened, in milliseconds since the navigation began.
    public var milestones: [Milestone: Double] = [:]
    /// The documents and addresses on the way, in order, the final one last.
    public var navigations: [LiveNavigation] = []
    /// The document that was shown at the end.
    public var document: LiveDocument?
    /// Every script element of the live page, in document order, open shadow roots included; at most 500.
    public var scripts: [LiveScript] = []
    /// `window._dubAnalytics`.
    public var object: LiveObject = LiveObject(kind: .missing)
    /// Frames of the page in which the script's object was found, by URL.
    public var framesWithObject: [String] = []
    /// The cookies named `dub_id` and `dub_partner_data` when the answer was first certain.
    public var cookies: [LiveCookie] = []
    /// The same at the end of the look.
    public var cookiesAtEnd: [LiveCookie] = []
    /// Requests for scripts and documents, to the tracking API, and those that failed; at most 500.
    public var requests: [LiveRequest] = []
    /// What the browser reported: policies that blocked, mixed content, cookies refused; at most 200.
    public var issues: [LiveIssue] = []
    /// Console lines, warnings and errors and the script's own; at most 200.
    public var messages: [LiveMessage] = []
    /// Exceptions that no script caught; at most 200.
    public var exceptions: [LiveMessage] = []
    /// The dialogs that the page opened, which were answered at once.
    public var dialogs: [String] = []
    /// The consent banner that was seen.
    public var banner: ConsentBanner?
    /// The page has a service worker.
    public var hasServiceWorker = false
    /// `navigator.cookieEnabled`; nil when it could not be asked.
    public var cookiesEnabled: Bool?

    /// A look that is still to be filled.
    public init(_ way: Way, requestedURL: String) {
        self.way = way
        self.requestedURL = requestedURL
        finalURL = requestedURL
        end = .certain
    }

    /// The script's own object was there.
    public var hasObject: Bool { object.kind == .script }

    /// The probe value is the value of a `dub_id` cookie in the browser's store, whatever its path, and still was at the
    /// end.
    public func keeps(_ probeValue: String) -> Bool {
        cookiesAtEnd.contains { $0.name == "dub_id" && $0.cookie.value == probeValue }
    }

    /// The probe value was in the store at some moment.
    public func hadKept(_ probeValue: String) -> Bool {
        (cookies + cookiesAtEnd).contains { $0.name == "dub_id" && $0.cookie.value == probeValue }
    }
}

/// A step on the way to the final document.
public struct LiveNavigation: Sendable, Hashable, Codable {
    /// What made the step.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// The navigation that was asked for.
        case initial
        /// A 3xx answer.
        case http
        /// A meta refresh or a `Refresh` header.
        case metaRefresh
        /// A script that sent the browser to another document.
        case script
        /// `history.pushState` or `replaceState`, or a change of the fragment: the document stays.
        case history
        /// The page loaded itself again.
        case reload
    }

    /// What made the step.
    public var kind: Kind
    /// Where it led.
    public var url: String
    /// The status code of the answer that redirected, or of the document; nil where there is none.
    public var status: Int?
    /// Milliseconds since the navigation began.
    public var time: Double

    /// A step.
    public init(kind: Kind, url: String, status: Int? = nil, time: Double) {
        self.kind = kind
        self.url = url
        self.status = status
        self.time = time
    }
}

/// The document that a look ended on, as the browser received it.
public struct LiveDocument: Sendable, Hashable, Codable {
    /// Its URL.
    public var url: String
    /// The status code.
    public var status: Int
    /// The header fields.
    public var fields: HTTPFields
    /// The media type the browser went by.
    public var mimeType: String
    /// A service worker answered.
    public var isFromServiceWorker: Bool
    /// The bytes, at most as long as the size limit; nil when the browser does not have them any more.
    public var body: Bytes?

    /// A document as it was received.
    public init(
        url: String, status: Int, fields: HTTPFields, mimeType: String, isFromServiceWorker: Bool = false,
        body: Bytes? = nil
    ) {
        self.url = url
        self.status = status
        self.fields = fields
        self.mimeType = mimeType
        self.isFromServiceWorker = isFromServiceWorker
        self.body = body
    }
}

/// A consent banner, and what was done with it.
public struct ConsentBanner: Sendable, Hashable, Codable {
    /// The tool, or the element that gave it away.
    public var tool: String
    /// The text of the button that accepts.
    public var button: String
    /// It was accepted.
    public var isAccepted: Bool

    /// A banner with its button.
    public init(tool: String, button: String, isAccepted: Bool = false) {
        self.tool = tool
        self.button = button
        self.isAccepted = isAccepted
    }
}
