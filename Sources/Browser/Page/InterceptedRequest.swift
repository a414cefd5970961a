import Foundation
import JSON

/// A request that a page makes and that waits for our answer.
public struct InterceptedRequest: Sendable, Hashable {
    /// The URL, without its fragment.
    public let url: String
    /// The method, such as `GET`; `OPTIONS` with `Access-Control-Request-Method` is a CORS preflight.
    public let method: String
    /// The headers the page's process knows of (not those the network adds, such as Cookie), names in lower case.
    public let headers: [String: String]
    /// The body, nil when there is none.
    public let body: String?
    /// What it is for, in Chromium's words: `Document`, `Script`, `Fetch`, `Preflight` and so on.
    public let resourceType: String

    init(event: JSONValue) {
        let request = event["request"]
        url = request["url"].string ?? ""
        method = request["method"].string ?? ""
        let fields = request["headers"].object ?? [:]
        headers = Dictionary(
            fields.map { ($0.key.lowercased(), $0.value.string ?? "") }, uniquingKeysWith: { $0 + ", " + $1 })
        body = request["postData"].string ?? Self.joined(request["postDataEntries"])
        resourceType = event["resourceType"].string ?? ""
    }

    /// Bodies that are not plain text come in pieces, in base 64.
    private static func joined(_ entries: JSONValue) -> String? {
        guard let entries = entries.array else { return nil }
        let pieces = entries.compactMap { $0["bytes"].string.flatMap { Data(base64Encoded: $0) } }
        return String(decoding: pieces.joined(), as: UTF8.self)
    }
}

/// What an intercepted request gets.
public enum InterceptedResponse: Sendable {
    /// An answer of ours; the network is not asked.
    case fulfill(status: Int, headers: [(name: String, value: String)], body: [UInt8])
    /// The request goes to the network.
    case proceed
    /// The request goes to the network with these header fields, which replace those of the same name.
    case proceedWith(headers: [(name: String, value: String)])
    /// The request fails, with one of Chromium's reasons: `Failed`, `BlockedByClient`, `NameNotResolved`,
    /// `ConnectionRefused`, `TimedOut`, …
    case fail(reason: String)

    /// An answer of ours with a text body.
    public static func text(
        _ body: String, status: Int = 200, type: String = "text/html; charset=utf-8",
        headers: [(name: String, value: String)] = []
    ) -> InterceptedResponse {
        .fulfill(status: status, headers: [("Content-Type", type)] + headers, body: Array(body.utf8))
    }

    /// The DevTools method that gives this answer, and its parameters.
    func call(for request: JSONValue, _ original: InterceptedRequest) -> (method: String, params: JSONValue) {
        switch self {
        case .fulfill(let status, let headers, let body):
            let params: JSONValue = [
                "requestId": request, "responseCode": .number(Double(status)), "responseHeaders": Self.list(headers),
                "body": .string(Data(body).base64EncodedString()),
            ]
            return ("Fetch.fulfillRequest", params)
        case .proceed: return ("Fetch.continueRequest", ["requestId": request])
        case .proceedWith(let headers):
            let names = Set(headers.map { $0.name.lowercased() })
            let kept = original.headers.filter { !names.contains($0.key) }.map { (name: $0.key, value: $0.value) }
            return ("Fetch.continueRequest", ["requestId": request, "headers": Self.list(kept + headers)])
        case .fail(let reason):
            return ("Fetch.failRequest", ["requestId": request, "errorReason": .string(reason)])
        }
    }

    private static func list(_ headers: [(name: String, value: String)]) -> JSONValue {
        .array(headers.map { ["name": .string($0.name), "value": .string($0.value)] })
    }
}
