import AsyncHTTPClient
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

/// A server that webhooks are sent to, and in place of Dub what comes through Segment.
struct WebhookReceiver: Sendable {
    /// What it was sent.
    struct Post: Sendable {
        var signature: String?
        var body: String
    }

    /// Where it is.
    let url: String
    /// The same as the origin of a Dub API.
    var origin: String { String(url.dropLast("/hook".count)) }
    /// What it was sent, one after the other.
    let posts: AsyncStream<Post>

    /// Runs a receiver that answers with these statuses in turn, and with 200 after them; with 429 it asks to wait for
    /// 3 seconds.
    static func run(
        answering statuses: [Int] = [], _ body: @escaping @Sendable (WebhookReceiver) async throws -> Void
    ) async throws {
        let (posts, arrivals) = AsyncStream.makeStream(of: Post.self)
        let left = Mutex(statuses)
        let answer: @Sendable (Request, BasicRequestContext) async throws -> Response = { request, _ in
            let text = String(buffer: try await request.body.collect(upTo: 1 << 20))
            let signature = request.headers.first { $0.name.canonicalName == "dub-signature" }?.value
            let status = left.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
            arrivals.yield(Post(signature: signature, body: text))
            return Response(
                status: .init(code: status), headers: status == 429 ? [.retryAfter: "3"] : [:],
                body: ResponseBody(byteBuffer: ByteBuffer(string: "answer \(status)")))
        }
        let router = Router().post("/hook", use: answer).post("/track/lead", use: answer)
        try await Application(router: router).test(.live) { client in
            let port = try #require(client.port)
            try await body(WebhookReceiver(url: "http://localhost:\(port)/hook", posts: posts))
        }
    }
}

/// One request with a body and the key of servers, by a client of its own.
func send(_ method: HTTPMethod, _ url: String, key: String, _ body: String = "") async throws -> Answer {
    let client = HTTPClient(eventLoopGroupProvider: .singleton)
    do {
        var request = HTTPClientRequest(url: url)
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(key)")
        request.headers.add(name: "Content-Type", value: "application/json")
        if !body.isEmpty { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await client.execute(request, timeout: .seconds(20))
        let text = String(buffer: try await response.body.collect(upTo: 1 << 20))
        try await client.shutdown()
        return Answer(status: response.status.code, headers: response.headers, text: text)
    } catch {
        try await client.shutdown()
        throw error
    }
}
