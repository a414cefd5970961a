internal import AsyncHTTPClient
internal import JSON
internal import NIOCore
internal import NIOHTTP1
internal import Segment

/// The Dub API that deliveries go to: the harness's own, or a real one (`segment.md`, 4.5).
struct DubTarget: Sendable {
    /// Where it is, without a slash at the end.
    let origin: String
    /// The key in place of the destination's own; nil for the harness itself.
    var apiKey: String?

    /// What came of a request.
    struct Answer: Sendable {
        var outcome: DeliveryOutcome
        /// The body, or why there was no answer.
        var text: String
        /// How many seconds the answer asks to wait.
        var retryAfter: Int?
    }

    private static let largestAnswer = 1 << 20

    /// Sends a request once.
    func send(_ request: Segment.Delivery.Request, key: String, now: EventTime, with client: HTTPClient) async -> Answer
    {
        do {
            var call = HTTPClientRequest(url: origin + request.path)
            call.method = .POST
            call.headers.add(name: "Authorization", value: "Bearer \(apiKey ?? key)")
            call.headers.add(name: "Content-Type", value: "application/json")
            call.headers.add(name: "User-Agent", value: "Segment (Actions)")
            call.body = .bytes(ByteBuffer(bytes: request.body.compactBytes))
            let response = try await client.execute(call, timeout: .seconds(Int64(DubDestination.timeout)))
            let body = try await response.body.collect(upTo: Self.largestAnswer)
            return Answer(
                outcome: DeliveryOutcome(status: Int(response.status.code)),
                text: String(decoding: body.readableBytesView, as: UTF8.self),
                retryAfter: response.headers.first(name: "Retry-After").flatMap {
                    DeliveryRetry.seconds(inHeader: $0, now: now)
                })
        } catch {
            let failure = Self.failure(error)
            return Answer(outcome: DeliveryOutcome(failure), text: words(for: failure), retryAfter: nil)
        }
    }

    private static func failure(_ error: any Error) -> DeliveryOutcome.NetworkFailure {
        if let error = error as? HTTPClientError {
            return error == .deadlineExceeded || error == .connectTimeout ? .timeout : .reset
        }
        let text = "\(error)"
        if text.contains("Connection refused") { return .refused }
        return text.contains("getaddrinfo") || text.contains("unknownHost") ? .unknownHost : .reset
    }

    private func words(for failure: DeliveryOutcome.NetworkFailure) -> String {
        switch failure {
        case .timeout: "\(origin) has not answered within \(DubDestination.timeout) s."
        case .unknownHost: "There is no host of the name in \(origin)."
        case .reset: "\(origin) has ended the connection without an answer."
        case .refused: "Nothing listens at \(origin)."
        }
    }
}
