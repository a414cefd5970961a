public import Evidence
import JSON

/// What was seen of a page so far.
///
/// A pure fold over the browser's events, so that it can be tested without one.
public struct PageRecord: Sendable {
    /// A line in the console: written by a script, or by the browser itself (a blocked request, a failed load).
    public struct ConsoleMessage: Sendable, Hashable {
        /// `log`, `warning`, `error`, `info`, `debug` and so on.
        public let level: String
        /// `script`, or the part of the browser that speaks: `security`, `network` and so on.
        public let source: String
        /// The arguments, joined by spaces.
        public let text: String
        /// The script or resource it is about.
        public let url: String?
        /// The line in that script, from 1.
        public let line: Int?
    }

    /// An exception that no script caught, or a promise rejected with nobody listening.
    public struct UncaughtException: Sendable, Hashable {
        /// The message with its stack.
        public let text: String
        /// The script it was thrown in.
        public let url: String?
        /// The line in that script, from 1.
        public let line: Int?
    }

    /// A dialog, which was answered at once (alert and leaving the page: yes; everything else: no).
    public struct Dialog: Sendable, Hashable {
        /// `alert`, `confirm`, `prompt` or `beforeunload`.
        public let type: String
        /// Its text.
        public let message: String
    }

    /// A page that writes without end is not kept without end.
    static let limit = 1000

    /// Console lines, oldest first, at most 1,000.
    public private(set) var console: [ConsoleMessage] = []
    /// Uncaught exceptions, oldest first, at most 1,000.
    public private(set) var exceptions: [UncaughtException] = []
    /// Dialogs, oldest first, at most 1,000.
    public private(set) var dialogs: [Dialog] = []
    /// Intercepted requests, in the order in which they came, at most 1,000.
    public private(set) var requests: [InterceptedRequest] = []
    /// Whether the page's process ended.
    public private(set) var hasCrashed = false

    /// The URL of the document shown.
    public private(set) var url = "about:blank"
    /// The document shown, in the browser's ids.
    private(set) var document: String?
    /// Documents shown so far: navigations, redirects by scripts and reloads.
    private(set) var documents: [String] = []
    /// What the document shown has reached: `DOMContentLoaded`, `load`, `networkIdle`, ….
    private(set) var milestones: Set<String> = []
    /// When that was, in the browser's monotonic seconds.
    private(set) var milestoneTimes: [String: Double] = [:]

    /// The page's requests; empty unless ``PageOptions/observesNetwork`` is set.
    public internal(set) var network: NetworkRecord
    /// What the page sent of its own accord; empty unless ``PageOptions/observesNetwork`` is set.
    public private(set) var sent = SentRequests()
    /// What the browser reported of its own accord, at most 200.
    public private(set) var reports: [LiveIssue] = []
    /// The scripting worlds of the page and its frames that pages' own code runs in.
    private(set) var worlds: [World] = []
    /// The URL of each frame's document.
    private(set) var frameURLs: [String: String] = [:]
    /// Whether a service worker was started.
    public private(set) var hasServiceWorker = false

    /// A world in which a document's own code runs.
    struct World: Sendable, Hashable {
        let session: SessionID
        let id: Int
        let frame: String
        let origin: String
    }

    /// How many marks came by.
    private(set) var marks = 0

    let mainFrame: String

    init(mainFrame: String) {
        self.mainFrame = mainFrame
        network = NetworkRecord(mainFrame: mainFrame)
    }

    /// Takes note of what concerns the page's requests, frames and workers, whichever of its sessions tells it.
    mutating func observe(_ event: CDPEvent, isMainSession: Bool) {
        let params = event.params
        switch event.method {
        case "Audits.issueAdded":
            if let report = BrowserReport.read(params["issue"]), reports.count < 200 { reports.append(report) }
        case "Runtime.executionContextCreated":
            let context = params["context"]
            guard context["auxData"]["isDefault"].bool == true, let id = context["id"].int, worlds.count < 200 else {
                return
            }
            worlds.append(
                World(
                    session: event.session ?? "", id: id, frame: context["auxData"]["frameId"].string ?? "",
                    origin: context["origin"].string ?? ""))
        case "Runtime.executionContextDestroyed":
            worlds.removeAll { $0.session == event.session && $0.id == params["executionContextId"].int }
        case "Page.frameNavigated":
            if let id = params["frame"]["id"].string, frameURLs.count < 200 {
                frameURLs[id] = params["frame"]["url"].string
            }
        case "Runtime.executionContextsCleared": worlds.removeAll { $0.session == event.session }
        case "Target.detachedFromTarget": worlds.removeAll { $0.session == params["sessionId"].string }
        case "Target.attachedToTarget" where params["targetInfo"]["type"].string == "service_worker":
            hasServiceWorker = true
        default:
            network.apply(event, isMainSession: isMainSession)
            sent.apply(event)
        }
    }

    mutating func apply(_ method: String, _ params: JSONValue) {
        switch method {
        case "Runtime.consoleAPICalled": add(consoleCall: params)
        case "Log.entryAdded": add(logEntry: params["entry"])
        case "Runtime.exceptionThrown": add(exception: params["exceptionDetails"])
        case "Page.javascriptDialogOpening":
            let dialog = Dialog(type: params["type"].string ?? "", message: params["message"].string ?? "")
            Self.append(dialog, to: &dialogs)
        case "Page.frameNavigated" where params["frame"]["id"].string == mainFrame: show(params["frame"])
        case "Page.navigatedWithinDocument" where params["frameId"].string == mainFrame:
            url = params["url"].string ?? url
        case "Page.lifecycleEvent"
        where params["frameId"].string == mainFrame && params["loaderId"].string == document:
            if let name = params["name"].string {
                milestones.insert(name)
                milestoneTimes[name] = params["timestamp"].number
            }
        case CDPEvent.mark: marks += 1
        case "Inspector.targetCrashed": hasCrashed = true
        default: break
        }
    }

    mutating func add(_ request: InterceptedRequest) {
        Self.append(request, to: &requests)
    }

    /// Whether the document that a navigation led to, or one that it led on to by itself, has reached a milestone.
    func hasReached(_ milestone: String, since navigation: String) -> Bool {
        documents.contains(navigation) && milestones.contains(milestone)
    }

    private mutating func show(_ frame: JSONValue) {
        url = (frame["url"].string ?? "") + (frame["urlFragment"].string ?? "")
        document = frame["loaderId"].string
        milestones = []
        milestoneTimes = [:]
        if let document { Self.append(document, to: &documents) }
    }

    private mutating func add(consoleCall params: JSONValue) {
        let place = params["stackTrace"]["callFrames"][0]
        let message = ConsoleMessage(
            level: params["type"].string ?? "log",
            source: "script",
            text: (params["args"].array ?? []).map(Self.text(of:)).joined(separator: " "),
            url: place["url"].string,
            line: place["lineNumber"].int.map { $0 + 1 })
        Self.append(message, to: &console)
    }

    private mutating func add(logEntry entry: JSONValue) {
        let message = ConsoleMessage(
            level: entry["level"].string ?? "info",
            source: entry["source"].string ?? "other",
            text: entry["text"].string ?? "",
            url: entry["url"].string,
            line: entry["lineNumber"].int.map { $0 + 1 })
        Self.append(message, to: &console)
    }

    private mutating func add(exception details: JSONValue) {
        let exception = UncaughtException(
            text: Self.text(ofException: details),
            url: details["url"].string ?? details["stackTrace"]["callFrames"][0]["url"].string,
            line: details["lineNumber"].int.map { $0 + 1 })
        Self.append(exception, to: &exceptions)
    }

    /// What `Runtime.ExceptionDetails` says: the exception with its stack where there is one.
    static func text(ofException details: JSONValue) -> String {
        let thrown = details["exception"]
        return thrown["description"].string ?? (thrown.isNull ? nil : text(of: thrown))
            ?? details["text"].string ?? "an exception without a text"
    }

    /// A `Runtime.RemoteObject` as the console shows it, roughly.
    private static func text(of object: JSONValue) -> String {
        object["value"].string ?? object["unserializableValue"].string ?? object["description"].string
            ?? (object["value"].isNull ? object["type"].string ?? "" : object["value"].compact)
    }

    private static func append<Element>(_ element: Element, to list: inout [Element]) {
        if list.count < limit { list.append(element) }
    }
}
