internal import AsyncHTTPClient
internal import Attribution
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// One delivery as the request that it is (`dub-api.md`, 17.1).
struct WebhookPost: Sendable {
    let delivery: Delivery
    let webhook: Webhook

    /// How long the whole answer may take.
    private static let limit = Duration.seconds(10)
    /// How many bytes of the answer are kept.
    private static let excerpt = 1_024

    init(_ delivery: Delivery, to webhook: Webhook) {
        self.delivery = delivery
        self.webhook = webhook
    }

    /// Sends it once.
    func send(with client: HTTPClient) async -> Delivery.Attempt {
        await withTaskGroup(of: Delivery.Attempt.self) { group in
            group.addTask { await exchange(with: client) }
            group.addTask {
                try? await Task.sleep(for: Self.limit)
                return .failed("There was no complete answer within \(Self.limit.components.seconds) s.")
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failed("It was not sent.")
        }
    }

    private func exchange(with client: HTTPClient) async -> Delivery.Attempt {
        do {
            let response = try await client.execute(request, timeout: .seconds(Self.limit.components.seconds))
            return .answered(status: Int(response.status.code), excerpt: try await beginning(of: response.body))
        } catch {
            return .failed(words(for: error))
        }
    }

    private var request: HTTPClientRequest {
        var request = HTTPClientRequest(url: webhook.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "dubcheck")
        request.headers.add(
            name: WebhookSignature.header, value: WebhookSignature.of(delivery.body, secret: webhook.secret))
        request.body = .bytes(ByteBuffer(string: delivery.body))
        if WebhookTarget(webhook.url)?.isHere == true {
            // Certificates of servers under development are self-signed, and nobody is between them and here.
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.certificateVerification = .none
            request.tlsConfiguration = tls
        }
        return request
    }

    private func beginning(of body: HTTPClientResponse.Body) async throws -> String {
        var bytes = ByteBuffer()
        for try await part in body {
            bytes.writeImmutableBuffer(part)
            if bytes.readableBytes >= Self.excerpt { break }
        }
        return String(decoding: bytes.readableBytesView.prefix(Self.excerpt), as: UTF8.self)
    }

    private func words(for error: any Error) -> String {
        if let error = error as? HTTPClientError { return "There was no answer: \(error.shortDescription)." }
        let text = "\(error)"
        // The stack reports every address that it has tried, at length.
        guard !text.contains("Connection refused") else { return "Nothing listens at \(webhook.url)." }
        return "There was no answer: \(text.prefix(300))"
    }
}
