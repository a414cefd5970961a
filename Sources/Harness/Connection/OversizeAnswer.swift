internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// Says what is too large where the server would only say that something is wrong.
///
/// Hummingbird answers what cannot be decoded with a bare 400, after the answers to the requests before. That answer is
/// the one that belongs to no request: if the decoder has met one of its limits, it gets the fitting status and words.
final class OversizeAnswer: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let line: RequestLineMeter
    private var refusal: Refusal?
    /// How many requests have come whose answers have not ended.
    private var unanswered = 0

    private init(_ line: RequestLineMeter) {
        self.line = line
    }

    /// Puts itself behind the HTTP decoder of a pipeline, and a meter before it.
    ///
    /// - Throws: when the pipeline has no decoder of requests.
    static func add(to pipeline: ChannelPipeline.SynchronousOperations) throws {
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
        let line = RequestLineMeter()
        try pipeline.addHandler(line, position: .before(decoder))
        try pipeline.addHandler(OversizeAnswer(line), position: .after(decoder))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: unanswered += 1
        case .body: break
        case .end: line.begin()
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .headerOverflow? = error as? HTTPParserError {
            refusal =
                line.length > RequestHeadLimits.field
                ? .targetTooLong(limit: Gatekeeper.longestTarget) : .fieldsTooLarge
        }
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            if unanswered == 0, head.status.code == 400, let refusal {
                self.refusal = nil
                return write(refusal, version: head.version, context: context, promise: promise)
            }
        case .body: break
        case .end: unanswered = max(0, unanswered - 1)
        }
        context.write(data, promise: promise)
    }

    /// The head and the body; the end is written by whoever wrote the head that this one replaces.
    private func write(
        _ refusal: Refusal, version: HTTPVersion, context: ChannelHandlerContext, promise: EventLoopPromise<Void>?
    ) {
        let text = context.channel.allocator.buffer(string: refusal.message + "\n")
        let headers: HTTPHeaders = [
            "Connection": "close", "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": "\(text.readableBytes)",
        ]
        let status = HTTPResponseStatus(statusCode: refusal.status.code)
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: version, status: status, headers: headers))),
            promise: promise)
        context.write(wrapOutboundOut(.body(.byteBuffer(text))), promise: nil)
    }
}

/// Measures the request line that is being read, since the decoder does not say which of its limits was met.
///
/// Of a request that begins in the same read as another one ends, it sees the rest only: then the status may be that of
/// the other limit.
final class RequestLineMeter: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// So many bytes of the line have come.
    private(set) var length = 0
    private var isComplete = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !isComplete {
            let bytes = unwrapInboundIn(data).readableBytesView
            let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
            length += (end ?? bytes.endIndex) - bytes.startIndex
            isComplete = end != nil
        }
        context.fireChannelRead(data)
    }

    /// The next byte begins a request.
    func begin() {
        length = 0
        isComplete = false
    }
}
