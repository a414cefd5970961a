import JSON
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import Synchronization
import Testing

@testable import Browser

/// A server on a free port of this machine, which answers by a table and can speak WebSocket.
final class TestServer: Sendable {
    struct Request: Sendable, Hashable {
        var line: String
        var authorization: String?
        var body: JSONValue
    }

    /// An answer; nil closes the connection without one.
    typealias Responder = @Sendable (Request) -> (status: Int, body: JSONValue)?

    let port: Int
    private let channel: any Channel
    private let log: Log

    /// What was asked so far, handshakes apart.
    var requests: [Request] { log.requests.withLock { $0 } }
    /// What arrived over WebSockets: the opcode, whether it was masked, and its text.
    var frames: [String] { log.frames.withLock { $0 } }

    fileprivate final class Log: Sendable {
        let requests = Mutex<[Request]>([])
        let frames = Mutex<[String]>([])
    }

    /// Serves during the test.
    ///
    /// - Parameters:
    ///   - greeting: the frames that a WebSocket sends as soon as it is open.
    ///   - refusesHandshakes: a handshake is answered like any request.
    ///   - isSilent: nothing is answered.
    static func serve<Result>(
        greeting: [WebSocketFrame] = [], refusesHandshakes: Bool = false, isSilent: Bool = false,
        _ responder: @escaping Responder,
        during test: (TestServer) async throws -> Result
    ) async throws -> Result {
        let log = Log()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let upgrader = NIOWebSocketServerUpgrader(
                        shouldUpgrade: { channel, _ in
                            channel.eventLoop.makeSucceededFuture(refusesHandshakes ? nil : [:])
                        },
                        upgradePipelineHandler: { channel, _ in
                            channel.eventLoop.makeCompletedFuture {
                                let handler = FrameHandler(greeting: greeting, log: log)
                                try channel.pipeline.syncOperations.addHandler(handler)
                            }
                        })
                    let http = HTTPHandler(responder: responder, isSilent: isSilent, log: log)
                    // A box, as the pipeline's handlers are not to be sent to where the upgrade ends.
                    let bound = NIOLoopBound(http, eventLoop: channel.eventLoop)
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withServerUpgrade: (
                            upgraders: [upgrader],
                            completionHandler: { context in
                                context.pipeline.syncOperations.removeHandler(bound.value, promise: nil)
                            }
                        ))
                    try channel.pipeline.syncOperations.addHandler(http)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = TestServer(channel: channel, log: log)
        do {
            let result = try await test(server)
            try await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }

    private init(channel: any Channel, log: Log) {
        self.channel = channel
        self.log = log
        port = channel.localAddress?.port ?? 0
    }

    /// Waits until a frame like this has arrived, at most five seconds.
    func received(_ frame: String) async throws -> Bool {
        for _ in 0..<250 {
            if frames.contains(frame) { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}

private final class HTTPHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let responder: TestServer.Responder
    private let isSilent: Bool
    private let log: TestServer.Log
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(responder: @escaping TestServer.Responder, isSilent: Bool, log: TestServer.Log) {
        self.responder = responder
        self.isSilent = isSilent
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body(var part): body.writeBuffer(&part)
        case .end:
            guard let head else { return }
            let request = TestServer.Request(
                line: "\(head.method) \(head.uri)", authorization: head.headers.first(name: "Authorization"),
                body: (try? JSONValue(json: body.readableBytesView)) ?? .null)
            log.requests.withLock { $0.append(request) }
            if isSilent { return }
            guard let answer = responder(request) else { return context.close(promise: nil) }
            let bytes = answer.body.compactBytes
            let response = HTTPResponseHead(
                version: .http1_1, status: .init(statusCode: answer.status),
                headers: ["Content-Length": "\(bytes.count)", "Content-Type": "application/json"])
            context.write(wrapOutboundOut(.head(response)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}

/// Sends its greeting, and keeps what comes.
private final class FrameHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private let greeting: [WebSocketFrame]
    private let log: TestServer.Log

    init(greeting: [WebSocketFrame], log: TestServer.Log) {
        self.greeting = greeting
        self.log = log
    }

    func handlerAdded(context: ChannelHandlerContext) {
        for frame in greeting { context.write(wrapOutboundOut(frame), promise: nil) }
        context.flush()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        let name =
            switch frame.opcode {
            case .text: "text"
            case .pong: "pong"
            case .connectionClose: "close"
            default: "other"
            }
        // A close begins with its code, two bytes.
        let text =
            frame.opcode == .connectionClose
            ? frame.unmaskedData.getInteger(at: frame.unmaskedData.readerIndex, as: UInt16.self).map(String.init) ?? ""
            : String(buffer: frame.unmaskedData)
        log.frames.withLock { $0.append("\(name)\(frame.maskKey == nil ? "" : " masked"): \(text)") }
    }
}
