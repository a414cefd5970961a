import JSON

/// What a page sends of its own accord: documents, forms, fetches and beacons, with the answer of each.
///
/// Redirects are requests of their own. A pure fold over the browser's network events.
public struct SentRequests: Sendable {
    /// A request.
    public struct Request: Sendable, Hashable {
        /// The method.
        public let method: String
        /// The URL.
        public let url: String
        /// Whether it asks for a document.
        public let isDocument: Bool
        /// The status of the answer; nil while there is none.
        public internal(set) var status: Int?
        /// Where the answer leads; only of a redirect.
        public internal(set) var location: String?
        /// Chromium's reason why there is no answer.
        public internal(set) var failure: String?
    }

    /// More are not kept: a page that polls would grow without end.
    static let limit = 500

    /// The requests in the order in which they were made, at most 500.
    public private(set) var list: [Request] = []
    /// Which of them each of the browser's ids is.
    private var indices: [String: Int] = [:]

    private static let kinds: Set = ["Document", "XHR", "Fetch", "Ping", "EventSource"]

    mutating func apply(_ event: CDPEvent) {
        let params = event.params
        let id = (event.session ?? "") + (params["requestId"].string ?? "")
        switch event.method {
        case "Network.requestWillBeSent": willBeSent(params, id: id)
        case "Network.responseReceived": change(id) { $0.status = params["response"]["status"].int }
        case "Network.loadingFailed":
            // A beacon that outlives its page, and a download, are cancelled after they were sent.
            guard params["canceled"].bool != true else { return }
            change(id) { $0.failure = params["errorText"].string ?? "failed" }
        default: break
        }
    }

    private mutating func willBeSent(_ params: JSONValue, id: String) {
        let url = params["request"]["url"].string ?? ""
        let redirect = params["redirectResponse"]
        if !redirect.isNull {
            change(id) {
                $0.status = redirect["status"].int
                $0.location = url
            }
        }
        guard let kind = params["type"].string, Self.kinds.contains(kind), list.count < Self.limit else { return }
        let method = params["request"]["method"].string ?? "GET"
        guard method != "OPTIONS", url.hasPrefix("http") else { return }
        indices[id] = list.count
        list.append(Request(method: method, url: url, isDocument: kind == "Document"))
    }

    private mutating func change(_ id: String, _ body: (inout Request) -> Void) {
        if let index = indices[id] { body(&list[index]) }
    }
}
