internal import NIOCore
internal import NIOHTTP1

/// Closes a connection whose client has begun the head of a request and does not end it in time.
///
/// What makes bytes a head is known behind the decoder only, when the head is complete. So there are two handlers: this
/// one sees bytes before the decoder gets them, and ``Behind`` sees what it has made of them. Bytes between two requests
/// that are still no head afterwards are the beginning of one. A head that comes in one piece costs no timer; a
/// connection that waits between requests or within a body is left to the idle timeout.
final class RequestHeadDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// What the next byte belongs to.
    private enum Stage {
        case betweenRequests, head, body
    }

    private let limit: TimeAmount
    private var stage = Stage.betweenRequests
    /// Whether the server wants more: while requests are waiting to be answered it reads nothing, and nobody is slow.
    private var isReading = false
    private var timer: Scheduled<Void>?

    private init(limit: TimeAmount) {
        self.limit = limit
    }

    /// Puts a deadline around the HTTP decoder of a pipeline.
    ///
    /// - Parameter limit: how long a head may take.
    /// - Throws: when the pipeline has no decoder of requests.
    static func add(to pipeline: ChannelPipeline.SynchronousOperations, limit: TimeAmount) throws {
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        let deadline = RequestHeadDeadline(limit: limit)
        try pipeline.addHandler(deadline, position: .before(decoder))
        try pipeline.addHandler(Behind(deadline), position: .after(decoder))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // RFC 9112 section 2.2: empty lines before a request are no part of it.
        if stage == .betweenRequests, unwrapInboundIn(data).readableBytesView.contains(where: { !Self.endsLine($0) }) {
            stage = .head
        }
        context.fireChannelRead(data)
        // What follows a request in the same read is not seen; its time begins with the next read.
        if stage == .head, timer == nil { start(context) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        isReading = true
        // It ran out while nothing was read.
        if stage == .head, timer == nil { start(context) }
        context.read()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        stop()
    }

    private func start(_ context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
            self.timer = nil
            if self.isReading { context.close(promise: nil) }
        }
    }

    private func stop() {
        timer?.cancel()
        timer = nil
    }

    private static func endsLine(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
    }

    /// Tells the deadline what the decoder has made of the bytes.
    private final class Behind: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias InboundOut = HTTPServerRequestPart

        private let deadline: RequestHeadDeadline

        init(_ deadline: RequestHeadDeadline) {
            self.deadline = deadline
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head:
                deadline.stage = .body
                deadline.stop()
            case .body: break
            case .end: deadline.stage = .betweenRequests
            }
            context.fireChannelRead(data)
        }
    }
}
