import Evidence
import Foundation
import PageURL

/// A call of the page to the tracking API that was let through, and what came of it (`--live`).
struct APICall: Sendable {
    let request: LiveRequest
    /// The `error.code` of the answer, such as `forbidden`.
    let code: String?
    /// The `error.message` of the answer.
    let message: String?

    /// Every such call of all looks, preflights and those that were answered here left out.
    static func all(on page: Analysis) -> [APICall] {
        guard let live = page.live else { return [] }
        return live.capture.looks.flatMap(\.requests)
            .filter { $0.purpose == .api && $0.method == "POST" && !$0.isAnsweredLocally }
            .map(APICall.init)
    }

    init(_ request: LiveRequest) {
        self.request = request
        let envelope = request.answer.flatMap { try? JSONDecoder().decode(Envelope.self, from: Data($0.utf8)) }
        code = envelope?.error.code
        message = envelope?.error.message
    }

    private struct Envelope: Decodable {
        struct Details: Decodable {
            var code: String?
            var message: String?
        }
        var error: Details
    }

    /// The call was made to the site's own host: a proxy.
    func isProxied(on page: Analysis) -> Bool {
        PageURL(request.url)?.host == page.pageURL.host
    }

    /// The last parts of the path, such as `click` or `lead/client`.
    var operation: String {
        let path = request.url.prefix { $0 != "?" && $0 != "#" }
        return path.ranges(of: "/track/").last.map { String(path[$0.upperBound...]) } ?? ""
    }

    /// The API itself answered: its error envelope, or success.
    var isAnsweredByAPI: Bool {
        code != nil || (200..<300).contains(request.status ?? 0)
    }

    /// The answer names an origin or host that is not allowed.
    var refusesHost: Bool {
        guard request.status == 403 else { return false }
        let text = (message ?? request.answer ?? "").lowercased()
        return text.has("hostname") || text.has("allowed host") || text.has("origin")
    }

    /// The call and its answer, as evidence.
    var evidence: [FindingEvidence] {
        [request.evidence]
            + (message ?? request.answer).map { [FindingEvidence(.network, "answer: \($0.condensed())")] }.orEmpty
    }
}

extension [FindingEvidence]? {
    fileprivate var orEmpty: [FindingEvidence] { self ?? [] }
}
