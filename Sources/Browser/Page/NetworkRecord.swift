public import Evidence
import JSON

/// The requests of a page and what became of them: a pure fold over the browser's network events.
///
/// Kept are requests for documents and scripts, calls to the tracking API, and what failed; of the rest only that it is
/// still going on. Times are milliseconds since the navigation began.
public struct NetworkRecord: Sendable {
    /// More requests than this are not kept: no page needs them for its verdict.
    static let limit = 500

    private struct Entry {
        var request: LiveRequest
        /// The browser's id of it, and the session that has it.
        let id: String
        let session: SessionID?
    }

    private var entries: [String: Entry] = [:]
    private var order: [String] = []
    /// Requests of no concern as long as they do not fail.
    private var others: [String: Entry] = [:]
    private var pendingOthers: Set<String> = []
    /// When the navigation began, in the browser's monotonic seconds; nil before its first request.
    public private(set) var origin: Double?
    /// The documents and addresses on the way of the main frame.
    public private(set) var navigations: [LiveNavigation] = []
    /// The document that was received last in the main frame.
    public private(set) var document: LiveDocument?
    /// The id under which the browser keeps that document's body.
    private(set) var documentRequest: String?
    /// Grows with every event that may change a page's verdict: a script or API request begins, ends or fails.
    public private(set) var changes = 0
    /// When the last script request began, in milliseconds since the navigation.
    public private(set) var lastScriptStart: Double?

    private let mainFrame: String
    private var announced: LiveNavigation.Kind?

    init(mainFrame: String) {
        self.mainFrame = mainFrame
    }

    /// The requests in the order in which they were made.
    public var requests: [LiveRequest] {
        order.compactMap { entries[$0]?.request }
    }

    /// Requests for something that neither came nor failed.
    public func pending(_ purpose: LiveRequest.Purpose) -> Int {
        entries.values.count { $0.request.purpose == purpose && $0.request.finish == nil }
    }

    /// Requests of any kind that are still going on.
    public var pending: Int {
        pendingOthers.count + entries.values.count { $0.request.finish == nil }
    }

    /// Forgets the navigation so far: another one begins.
    mutating func begin() {
        self = NetworkRecord(mainFrame: mainFrame)
    }

    /// A moment of the browser's clock, in milliseconds since the navigation began.
    func time(_ seconds: Double?) -> Double {
        guard let seconds, let origin else { return 0 }
        return max(0, ((seconds - origin) * 10_000).rounded() / 10)
    }

    mutating func apply(_ event: CDPEvent, isMainSession: Bool) {
        let params = event.params
        let id = (event.session ?? "") + (params["requestId"].string ?? "")
        switch event.method {
        case "Network.requestWillBeSent":
            willBeSent(params, id: id, session: event.session, isMainSession: isMainSession)
        case "Network.responseReceived": received(params, id: id, isMainSession: isMainSession)
        case "Network.loadingFinished": finish(id, at: params["timestamp"].number)
        case "Network.loadingFailed": failed(params, id: id)
        case "Page.frameRequestedNavigation" where params["frameId"].string == mainFrame:
            announced = Self.kind(ofReason: params["reason"].string ?? "")
        case "Page.navigatedWithinDocument" where params["frameId"].string == mainFrame:
            guard navigations.count < 100, let url = params["url"].string else { return }
            navigations.append(LiveNavigation(kind: .history, url: url, time: navigations.last?.time ?? 0))
            changes += 1
        default: break
        }
    }

    /// Marks a request as answered by us, with the body it carried.
    mutating func answeredLocally(_ url: String, method: String, body: String?) {
        for id in order.reversed() where entries[id]?.request.url == url && entries[id]?.request.method == method {
            entries[id]?.request.isAnsweredLocally = true
            entries[id]?.request.body = body.map { String($0.prefix(4_000)) }
            return
        }
    }

    /// Calls to the tracking API that were refused, whose answers say why.
    var refusedCalls: [(key: String, id: String, session: SessionID?)] {
        order.compactMap { key in
            guard let entry = entries[key], entry.request.purpose == .api, (entry.request.status ?? 0) >= 400 else {
                return nil
            }
            return (key, entry.id, entry.session)
        }
    }

    /// Keeps the answer of a call.
    mutating func setAnswer(_ text: String, of key: String) {
        entries[key]?.request.answer = String(text.prefix(2_000))
    }

    // MARK: Events

    private mutating func willBeSent(
        _ params: JSONValue, id: String, session: SessionID?, isMainSession: Bool
    ) {
        let url = params["request"]["url"].string ?? ""
        let isDocument = params["type"].string == "Document"
        let isMain = isDocument && isMainSession && params["frameId"].string == mainFrame
        if origin == nil, isMain { origin = params["timestamp"].number }
        let now = time(params["timestamp"].number)
        if isMain { note(navigationTo: url, params["redirectResponse"], at: now) }
        if entries[id] != nil {
            entries[id]?.request.redirects.append(url)
            return
        }
        guard !url.hasPrefix("data:"), !url.hasPrefix("blob:") else { return }
        var request = LiveRequest(
            purpose: Self.purpose(of: params, url: url), url: url, method: params["request"]["method"].string ?? "GET",
            start: now)
        request.body = params["request"]["postData"].string.map { String($0.prefix(4_000)) }
        request.isFromParser = params["initiator"]["type"].string == "parser"
        request.initiators = Self.initiators(params["initiator"])
        request.isFromFrame = !isMainSession || params["frameId"].string != mainFrame
        guard request.purpose != .other else {
            if pendingOthers.count < 5_000 { pendingOthers.insert(id) }
            if others.count < Self.limit {
                others[id] = Entry(request: request, id: params["requestId"].string ?? "", session: session)
            }
            return
        }
        guard entries.count < Self.limit else { return }
        if request.purpose == .script { lastScriptStart = now }
        entries[id] = Entry(request: request, id: params["requestId"].string ?? "", session: session)
        order.append(id)
        changes += 1
    }

    private mutating func received(_ params: JSONValue, id: String, isMainSession: Bool) {
        let response = params["response"]
        if params["type"].string == "Document", isMainSession, params["frameId"].string == mainFrame {
            documentRequest = params["requestId"].string
            document = LiveDocument(
                url: (response["url"].string ?? "") + (response["urlFragment"].string ?? ""),
                status: response["status"].int ?? 0, fields: Self.fields(response["headers"]),
                mimeType: response["mimeType"].string ?? "",
                isFromServiceWorker: response["fromServiceWorker"].bool ?? false)
            if let last = navigations.indices.last { navigations[last].status = response["status"].int }
        }
        guard entries[id] != nil else { return }
        entries[id]?.request.status = response["status"].int
        entries[id]?.request.mimeType = response["mimeType"].string
        entries[id]?.request.isFromServiceWorker = response["fromServiceWorker"].bool ?? false
        changes += 1
    }

    private mutating func finish(_ id: String, at seconds: Double?) {
        pendingOthers.remove(id)
        others[id] = nil
        guard entries[id] != nil else { return }
        let now = time(seconds)
        entries[id]?.request.finish = now
        changes += 1
    }

    private mutating func failed(_ params: JSONValue, id: String) {
        pendingOthers.remove(id)
        if let request = others.removeValue(forKey: id), entries.count < Self.limit, params["canceled"].bool != true {
            entries[id] = request
            order.append(id)
        }
        guard entries[id] != nil else { return }
        let now = time(params["timestamp"].number)
        entries[id]?.request.finish = now
        entries[id]?.request.failure = params["errorText"].string.flatMap { $0.isEmpty ? nil : $0 } ?? "blocked"
        entries[id]?.request.blockedReason = params["blockedReason"].string
        entries[id]?.request.corsError = params["corsErrorStatus"]["corsError"].string
        changes += 1
    }

    private mutating func note(navigationTo url: String, _ redirect: JSONValue, at time: Double) {
        guard navigations.count < 100 else { return }
        if redirect.isNull {
            let kind = navigations.isEmpty ? LiveNavigation.Kind.initial : announced ?? .script
            navigations.append(LiveNavigation(kind: kind, url: url, time: time))
            announced = nil
        } else {
            navigations.append(
                LiveNavigation(kind: .http, url: url, status: redirect["status"].int, time: time))
        }
    }
}

extension NetworkRecord {
    private static func kind(ofReason reason: String) -> LiveNavigation.Kind {
        switch reason {
        case "metaTagRefresh", "httpHeaderRefresh": .metaRefresh
        case "reload": .reload
        default: .script
        }
    }

    private static func purpose(of params: JSONValue, url: String) -> LiveRequest.Purpose {
        if isTrackingCall(url) { return .api }
        // Fetched as data, to be evaluated: it is the script all the same.
        if url.contains("/analytics/script"), params["type"].string != "Document" { return .script }
        return switch params["type"].string {
        case "Document": .document
        case "Script": .script
        default: .other
        }
    }

    /// Whether a URL is one of the tracking API: its path goes through `/track/`.
    static func isTrackingCall(_ url: String) -> Bool {
        url.prefix { $0 != "?" && $0 != "#" }.contains("/track/")
    }

    /// The scripts on the stack of whoever made a request, the nearest first, asynchronous callers included.
    private static func initiators(_ initiator: JSONValue) -> [String] {
        var urls: [String] = []
        var stack = initiator["stack"]
        for _ in 0..<8 where !stack.isNull {
            for frame in stack["callFrames"].array ?? [] {
                if let url = frame["url"].string, !url.isEmpty, urls.last != url { urls.append(url) }
            }
            stack = stack["parent"]
        }
        if urls.isEmpty, let url = initiator["url"].string, initiator["type"].string == "script" { urls = [url] }
        return Array(urls.prefix(20))
    }

    private static func fields(_ headers: JSONValue) -> HTTPFields {
        // Repeated fields come as one value of several lines; the order is lost on the way.
        let pairs = (headers.object ?? [:]).sorted { $0.key < $1.key }
        return HTTPFields(
            pairs.flatMap { field in
                (field.value.string ?? "").split(separator: "\n", omittingEmptySubsequences: false)
                    .map { HTTPFields.Field(name: field.key, value: String($0)) }
            })
    }
}
