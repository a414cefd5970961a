import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// All web servers that a scenario knows, on two free ports of this machine: one for http, one for https.
///
/// Which host is meant, the `Host` field says; the scenario's routes answer. Every request is remembered.
final class ScenarioSite: Sendable {
    /// A request as it arrived.
    struct Request: Sendable {
        var method: String
        /// The host asked for, without its port.
        var host: String
        var path: String
        /// The query with its question mark; empty without one.
        var query: String
        var fields: [(name: String, value: String)]

        /// The first value of a header field.
        subscript(name: String) -> String? {
            fields.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    /// What is sent back.
    struct Answer: Sendable {
        enum Ending: Sendable {
            case complete
            /// Head and body are sent, and the rest never comes.
            case unfinished
            /// Nothing is ever sent.
            case silent
        }
        var status = 200
        var fields: [(name: String, value: String)] = []
        var body = ""
        /// Bytes of white space that follow the body, made as they are sent.
        var padding = 0
        var ending = Ending.complete
        /// Milliseconds until it is sent.
        var delay: Int64 = 0
    }

    /// The ports, by scheme.
    let ports: (http: Int, https: Int)
    private let listeners: [any Channel]
    private let log: RequestLog

    /// What it was asked so far, in order.
    var requests: [Request] { log.requests.withLock { $0 } }

    private init(plain: any Channel, secure: any Channel, log: RequestLog) {
        ports = (plain.localAddress?.port ?? 0, secure.localAddress?.port ?? 0)
        listeners = [plain, secure]
        self.log = log
    }

    /// Serves the routes during the work.
    static func serve<Result>(
        _ routes: Routes, during work: (ScenarioSite) async throws -> Result
    ) async throws -> Result {
        let log = RequestLog()
        let tls = try context.get()
        let plain = try await listen { channel in
            try channel.pipeline.syncOperations.addHTTP(routes: routes, log: log)
        }
        let secure = try await listen { channel in
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
            try channel.pipeline.syncOperations.addHTTP(routes: routes, log: log)
        }
        let site = ScenarioSite(plain: plain, secure: secure, log: log)
        do {
            let result = try await work(site)
            for listener in site.listeners { try await listener.close() }
            return result
        } catch {
            for listener in site.listeners { try? await listener.close() }
            throw error
        }
    }

    private static func listen(setUp: @escaping @Sendable (any Channel) throws -> Void) async throws -> any Channel {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 64)
            .childChannelInitializer { channel in channel.eventLoop.makeCompletedFuture { try setUp(channel) } }
            .bind(host: "127.0.0.1", port: 0)
            .get()
    }

    private static let context = Result {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(ScenarioCertificate.certificate.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(ScenarioCertificate.key.utf8), format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
    }
}

private final class RequestLog: Sendable {
    let requests = Mutex<[ScenarioSite.Request]>([])
}

extension ChannelPipeline.SynchronousOperations {
    fileprivate func addHTTP(routes: Routes, log: RequestLog) throws {
        try configureHTTPServerPipeline(withErrorHandling: false)
        try addHandler(ScenarioHandler(routes: routes, log: log))
    }
}

private final class ScenarioHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let routes: Routes
    private let log: RequestLog
    private var head: HTTPRequestHead?
    /// Bytes of padding still to be sent; nil when no answer is under way.
    private var padding: Int?
    private static let spaces = ByteBuffer(repeating: UInt8(ascii: " "), count: 32_768)

    init(routes: Routes, log: RequestLog) {
        self.routes = routes
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let part): head = part
        case .body: break
        case .end:
            guard let head else { return }
            self.head = nil
            let request = ScenarioSite.Request(head)
            log.requests.withLock { $0.append(request) }
            send(routes.answer(to: request), to: head, context: context)
        }
    }

    private func send(_ answer: ScenarioSite.Answer, to request: HTTPRequestHead, context: ChannelHandlerContext) {
        guard answer.ending != .silent else { return }
        if answer.delay > 0 {
            var late = answer
            late.delay = 0
            context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(answer.delay)) {
                self.send(late, to: request, context: context)
            }
            return
        }
        let body = Array(answer.body.utf8)
        var headers = HTTPHeaders(answer.fields.map { ($0.name, $0.value) })
        if answer.status != 204, answer.status != 304 {
            // A length that is never reached keeps the answer open.
            let missing = answer.ending == .complete ? 0 : 1
            headers.replaceOrAdd(name: "Content-Length", value: String(body.count + answer.padding + missing))
        }
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: answer.status), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
        }
        context.flush()
        guard answer.ending == .complete else { return }
        padding = request.method == .HEAD ? 0 : answer.padding
        finish(context)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        finish(context)
        context.fireChannelWritabilityChanged()
    }

    /// Sends what is left of the answer, no faster than it is taken.
    private func finish(_ context: ChannelHandlerContext) {
        while let left = padding, context.channel.isActive, context.channel.isWritable {
            let piece = Self.spaces.getSlice(at: 0, length: min(left, Self.spaces.readableBytes)) ?? ByteBuffer()
            padding = left == 0 ? nil : left - piece.readableBytes
            let part: HTTPServerResponsePart = left == 0 ? .end(nil) : .body(.byteBuffer(piece))
            context.writeAndFlush(wrapOutboundOut(part), promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

extension ScenarioSite.Request {
    fileprivate init(_ head: HTTPRequestHead) {
        method = head.method.rawValue
        fields = head.headers.map { ($0.name, $0.value) }
        let name = head.headers.first(name: "Host") ?? ""
        // An IPv6 address is in brackets, and has colons of its own.
        host = name.first == "[" ? String(name.prefix { $0 != "]" }) + "]" : String(name.prefix { $0 != ":" })
        path = String(head.uri.prefix { $0 != "?" })
        query = String(head.uri.dropFirst(path.count))
    }
}
