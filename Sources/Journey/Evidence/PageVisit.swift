public import Evidence

/// What a browser saw of the way from the link to the end of the form.
public struct PageVisit: Sendable {
    /// Why the visit could not go on.
    public enum Failure: Sendable, Hashable {
        /// The browser did not start, or ended.
        case browser(String)
        /// Nothing answered; with Chromium's reason, such as `net::ERR_CONNECTION_REFUSED`.
        case unreachable(String)
        /// A step took too long.
        case timedOut(String)
        /// The page's process ended.
        case crashed
    }

    /// A redirect by the server.
    public struct Redirect: Sendable, Hashable {
        /// What was asked for.
        public var url: String
        /// The status code.
        public var status: Int
        /// Where it leads.
        public var location: String

        /// A redirect.
        public init(url: String, status: Int, location: String) {
            self.url = url
            self.status = status
            self.location = location
        }
    }

    /// A cookie named `dub_id` in the browser's store.
    public struct Cookie: Sendable, Hashable {
        /// The value.
        public var value: String
        /// The host it is for, without a leading dot.
        public var domain: String
        /// Whether it is for exactly that host.
        public var isHostOnly: Bool

        /// A cookie.
        public init(value: String, domain: String, isHostOnly: Bool) {
            self.value = value
            self.domain = domain
            self.isHostOnly = isHostOnly
        }

        /// Whether a host's pages and server get it.
        func reaches(_ host: String) -> Bool { host == domain || !isHostOnly && host.hasSuffix("." + domain) }
    }

    /// A document, form, fetch or beacon that the page sent, and its answer.
    public struct Exchange: Sendable, Hashable {
        /// The method.
        public var method: String
        /// The URL.
        public var url: String
        /// Whether it asks for a document.
        public var isDocument: Bool
        /// The answer's status; nil when there was none.
        public var status: Int?
        /// Chromium's reason why there was none.
        public var failure: String?

        /// A request with its answer.
        public init(
            _ method: String, _ url: String, isDocument: Bool = false, status: Int? = nil, failure: String? = nil
        ) {
            self.method = method
            self.url = url
            self.isDocument = isDocument
            self.status = status
            self.failure = failure
        }
    }

    /// Why it could not go on.
    public var failure: Failure?
    /// The redirects before the first document, that of the link first.
    public var redirects: [Redirect] = []
    /// Where pages sent the visitor afterwards, or changed the address: by script, refresh or `history`.
    public var detours: [LiveNavigation] = []
    /// The status of the document that the link led to; nil when none came.
    public var status: Int?
    /// The address of that document, as it was before anything was done on it; nil when no page came.
    public var arrivalURL: String?
    /// The address shown at the end; nil when no page came.
    public var finalURL: String?
    /// `window._dubAnalytics` is there.
    public var hasObject = false
    /// The cookies named `dub_id`.
    public var cookies: [Cookie] = []
    /// What became of each action, in order; those after a failed one are missing.
    public var actions: [ActionResult] = []
    /// What was sent since the last click.
    public var sent: [Exchange] = []
    /// Fields that the browser found invalid, each with its message.
    public var invalidFields: [String] = []
    /// Requests for scripts that failed, with the reason.
    public var failedScripts: [String] = []
    /// What the browser reported of cookies that it refused.
    public var refusedCookies: [String] = []
    /// Errors in the console, and exceptions.
    public var errors: [LiveMessage] = []

    /// A visit that has not begun.
    public init() {}
}

/// What became of one action.
public struct ActionResult: Sendable, Hashable {
    /// Why an action could not be done.
    public enum Problem: Sendable, Hashable {
        /// The browser cannot read the selector.
        case invalidSelector(String)
        /// Nothing fits; with selectors of fields and buttons that are there.
        case notFound(near: [String])
        /// More than one element fits; with the start of each one's HTML.
        case ambiguous(count: Int, [String])
        /// The element is not to be seen.
        case hidden(String)
        /// The element is disabled.
        case disabled(String)
        /// The field cannot be changed.
        case readOnly(String)
        /// Another element lies over it.
        case covered(String, by: String)
        /// The list has no such option; with those it has.
        case noOption([String])
        /// The field did not take the value; with what is in it.
        case notTaken(String)
        /// It is no field that can be filled.
        case noField(String)
    }

    /// What was to be done.
    public var action: PageAction
    /// Why it could not be; nil when it was done.
    public var problem: Problem?

    /// An action that was done, or could not be.
    public init(_ action: PageAction, problem: Problem? = nil) {
        self.action = action
        self.problem = problem
    }
}
