import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// DevTools messages over a WebSocket, each a text message of its own.
struct WebSocketTransport: CDPTransport {
    private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// Screenshots and response bodies come as one message; NIO's own limit is 16 KiB.
    private static let maximumMessage = 256 << 20

    private enum Handshake: Sendable {
        case done(NIOAsyncChannel<ByteBuffer, ByteBuffer>)
        /// The server answered with something else than a WebSocket: the future has the status.
        case refused(EventLoopFuture<Int>)
    }

    /// Opens a WebSocket at the address.
    ///
    /// - Throws: `unreachable`, `timedOut` or `cancelled`; no connection is then left open.
    static func open(_ address: RemoteAddress, within limit: Duration) async throws(BrowserError) -> WebSocketTransport
    {
        do {
            return try await connect(to: address, within: limit)
        } catch {
            throw address.failure(error)
        }
    }

    private static func connect(
        to address: RemoteAddress, within limit: Duration
    ) async throws -> WebSocketTransport {
        try await within(limit, step: "the connection to \(address)") {
            let (channel, handshake) = try await address.connect(within: limit) { channel in
                (channel, try setUp(channel, for: address))
            }
            do {
                return try await withTaskCancellationHandler {
                    switch try await handshake.get() {
                    case .done(let messages): return WebSocketTransport(channel: messages)
                    case .refused(let status): throw Refusal(status: try await status.get())
                    }
                } onCancel: {
                    channel.close(promise: nil)
                }
            } catch {
                try? await channel.close()
                throw error
            }
        }
    }

    private static func setUp(
        _ channel: any Channel, for address: RemoteAddress
    ) throws -> EventLoopFuture<Handshake> {
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: address.target)
        head.headers = ["Host": address.authority]
        if let authorization = address.authorization { head.headers.add(name: "Authorization", value: authorization) }
        let upgrader = NIOTypedWebSocketClientUpgrader<Handshake>(maxFrameSize: maximumMessage) { channel, _ in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandlers(
                    NIOWebSocketFrameAggregator(
                        minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: .max,
                        maxAccumulatedFrameSize: maximumMessage),
                    WebSocketMessages())
                return .done(try NIOAsyncChannel(wrappingChannelSynchronously: channel))
            }
        }
        let upgrade = NIOTypedHTTPClientUpgradeConfiguration<Handshake>(
            upgradeRequestHead: head, upgraders: [upgrader],
            notUpgradingCompletionHandler: { channel in
                channel.eventLoop.makeCompletedFuture {
                    let status = channel.eventLoop.makePromise(of: Int.self)
                    try channel.pipeline.syncOperations.addHandler(StatusReader(status: status))
                    return .refused(status.futureResult)
                }
            })
        var configuration = NIOUpgradableHTTPClientPipelineConfiguration(upgradeConfiguration: upgrade)
        // The first message may come in one piece with the handshake.
        configuration.leftOverBytesStrategy = .forwardBytes
        return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(configuration: configuration)
    }

    func send(_ message: ByteBuffer) {
        channel.channel.writeAndFlush(message, promise: nil)
    }

    func receive(_ deliver: @Sendable (ByteBuffer) async -> Void) async {
        try? await channel.executeThenClose { inbound, _ in
            for try await message in inbound { await deliver(message) }
        }
    }

    func close() async {
        try? await channel.channel.close()
    }

    private struct Refusal: Error, CustomStringConvertible {
        let status: Int

        var description: String {
            switch status {
            case 401: "it asks for a user and a password (status 401): write them as scheme://user:password@host"
            default: "it answered with status \(status) instead of opening a WebSocket"
            }
        }
    }
}

/// Makes messages of frames and masked frames of messages; answers pings, and a close with a close.
private final class WebSocketMessages: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = WebSocketFrame

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .text, .binary: context.fireChannelRead(wrapInboundOut(frame.unmaskedData))
        case .ping: send(.pong, frame.unmaskedData, context)
        case .connectionClose:
            send(.connectionClose, frame.unmaskedData, context)
            context.close(promise: nil)
        default: break
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let frame = WebSocketFrame(fin: true, opcode: .text, maskKey: .random(), data: unwrapOutboundIn(data))
        context.write(wrapOutboundOut(frame), promise: promise)
    }

    /// Says goodbye before the connection goes, without waiting for the other side's.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .all, context.channel.isActive {
            var code = ByteBuffer()
            code.write(webSocketErrorCode: .normalClosure)
            send(.connectionClose, code, context)
        }
        context.close(mode: mode, promise: promise)
    }

    /// A broken frame ends the connection: what follows it cannot be understood.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func send(_ opcode: WebSocketOpcode, _ data: ByteBuffer, _ context: ChannelHandlerContext) {
        let frame = WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }
}

/// Reads the status of an answer that is no WebSocket.
private final class StatusReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let status: EventLoopPromise<Int>

    init(status: EventLoopPromise<Int>) {
        self.status = status
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) { status.succeed(Int(head.status.code)) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        status.fail(error)
        context.close(promise: nil)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        status.fail(ChannelError.eof)
    }
}
