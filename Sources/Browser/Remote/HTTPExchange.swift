import JSON
import NIOCore
import NIOHTTP1
import NIOPosix

/// One bounded exchange over a connection of its own: all the HTTP that finding a remote browser needs.
///
/// Redirects are not followed.
enum HTTPExchange {
    /// The status and what the body says; `.null` when it is no JSON.
    struct Answer: Sendable {
        let status: Int
        let body: JSONValue
    }

    /// Answers longer than this are refused.
    static let limit = 4 << 20

    /// Sends a request, with a JSON body if there is one, and reads the answer.
    ///
    /// - Throws: `unreachable`, `timedOut` or `cancelled`; every status is an answer.
    static func send(
        _ method: HTTPMethod, _ address: RemoteAddress, body: JSONValue? = nil, within limit: Duration
    ) async throws(BrowserError) -> Answer {
        let content = ByteBuffer(bytes: body?.compactBytes ?? [])
        var head = HTTPRequestHead(version: .http1_1, method: method, uri: address.target)
        head.headers = ["Host": address.authority, "Accept": "application/json", "Connection": "close"]
        if let authorization = address.authorization { head.headers.add(name: "Authorization", value: authorization) }
        if body != nil {
            head.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
            head.headers.add(name: "Content-Length", value: "\(content.readableBytes)")
        }
        do {
            return try await within(limit, step: "the answer of \(address)") { [head] in
                let (channel, answer) = try await address.connect(within: limit) { channel in
                    let promise = channel.eventLoop.makePromise(of: Answer.self)
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(
                        HTTPExchangeHandler(head: head, content: content, answer: promise))
                    return (channel, promise.futureResult)
                }
                return try await withTaskCancellationHandler {
                    try await answer.get()
                } onCancel: {
                    channel.close(promise: nil)
                }
            }
        } catch {
            throw address.failure(error)
        }
    }
}

/// Sends the request once there is a connection, and keeps what comes back.
private final class HTTPExchangeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let head: HTTPRequestHead
    private let content: ByteBuffer
    private let answer: EventLoopPromise<HTTPExchange.Answer>
    private var status = 0
    private var received = ByteBuffer()

    init(head: HTTPRequestHead, content: ByteBuffer, answer: EventLoopPromise<HTTPExchange.Answer>) {
        self.head = head
        self.content = content
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if content.readableBytes > 0 { context.write(wrapOutboundOut(.body(.byteBuffer(content))), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): status = Int(head.status.code)
        case .body(var part):
            received.writeBuffer(&part)
            guard received.readableBytes <= HTTPExchange.limit else {
                answer.fail(TooLong())
                return context.close(promise: nil)
            }
        case .end:
            let body = (try? JSONValue(json: received.readableBytesView)) ?? .null
            answer.succeed(HTTPExchange.Answer(status: status, body: body))
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer.fail(error)
        context.close(promise: nil)
    }

    /// Without effect where the answer is known already.
    func handlerRemoved(context: ChannelHandlerContext) {
        answer.fail(ChannelError.eof)
    }

    private struct TooLong: Error, CustomStringConvertible {
        var description: String { "its answer is longer than \(HTTPExchange.limit >> 20) MB" }
    }
}
