import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A web server on a free port of this machine: answers by a closure, and remembers what it was asked.
final class TestSite: Sendable {
    /// A request as it arrived.
    struct Request: Sendable {
        /// Path and query as sent.
        var target: String
        /// The header fields in order.
        var fields: [(name: String, value: String)]

        /// The path alone.
        var path: String { String(target.prefix { $0 != "?" }) }

        /// The first value of a header field.
        subscript(name: String) -> String? {
            fields.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    /// An answer to send.
    struct Answer: Sendable {
        var status = 200
        var fields: [(name: String, value: String)] = [("Content-Type", "text/html; charset=utf-8")]
        var body: [UInt8] = []
        /// Sends head and body, but never the end.
        var isUnfinished = false
        /// Closes the connection without a word.
        var isCut = false

        static func html(_ text: String, fields: [(String, String)] = []) -> Answer {
            var answer = Answer(body: Array(text.utf8))
            answer.fields += fields.map { (name: $0.0, value: $0.1) }
            return answer
        }

        static func redirect(_ status: Int = 302, to location: String, fields: [(String, String)] = []) -> Answer {
            Answer(status: status, fields: [("Location", location)] + fields.map { (name: $0.0, value: $0.1) })
        }

        static let notFound = Answer(status: 404, body: Array("nothing here".utf8))
    }

    typealias Responder = @Sendable (Request) async -> Answer

    /// The port it listens on.
    let port: Int
    private let channel: any Channel
    private let log: RequestLog

    /// What it was asked so far, in order.
    var requests: [Request] { log.requests.withLock { $0 } }
    /// The names asked for in TLS handshakes, in order.
    var serverNames: [String?] { log.serverNames.withLock { $0 } }

    private init(port: Int, channel: any Channel, log: RequestLog) {
        self.port = port
        self.channel = channel
        self.log = log
    }

    /// Serves during the test.
    static func serve<Result>(
        on address: String = "127.0.0.1", certificate: String? = nil, _ responder: @escaping Responder,
        during test: (TestSite) async throws -> Result
    ) async throws -> Result {
        let log = RequestLog()
        let tls = try certificate.map { try tlsContext(certificate: $0, log: log) }
        let site = try await start(on: address, log: log) { channel in
            if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
            try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: false)
            try channel.pipeline.syncOperations.addHandler(SiteHandler(responder: responder, log: log))
        }
        return try await site.stopAfter(test)
    }

    /// Answers every connection with these bytes, whatever is asked, and closes it.
    static func serve<Result>(
        raw bytes: String, during test: (TestSite) async throws -> Result
    ) async throws -> Result {
        let site = try await start(log: RequestLog()) { channel in
            try channel.pipeline.syncOperations.addHandler(RawHandler(bytes: bytes))
        }
        return try await site.stopAfter(test)
    }

    /// A port nobody listens on.
    static func closedPort() async throws -> Int {
        try await serve { _ in
            .notFound
        } during: {
            $0.port
        }
    }

    /// Whether this machine has the address.
    static func canListen(on address: String) async -> Bool {
        (try? await serve(on: address) { _ in
            .notFound
        } during: { _ in
        }) != nil
    }

    private static func start(
        on address: String = "127.0.0.1", log: RequestLog, setUp: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> TestSite {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try setUp(channel) }
            }
            .bind(host: address, port: 0)
            .get()
        return TestSite(port: channel.localAddress?.port ?? 0, channel: channel, log: log)
    }

    private func stopAfter<Result>(_ test: (TestSite) async throws -> Result) async throws -> Result {
        do {
            let result = try await test(self)
            try await channel.close()
            return result
        } catch {
            try? await channel.close()
            throw error
        }
    }

    private static func tlsContext(certificate: String, log: RequestLog) throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(TestCertificate.key.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.sslContextCallback = { values, promise in
            log.serverNames.withLock { $0.append(values.serverHostname) }
            promise.succeed(.noChanges)
        }
        return try NIOSSLContext(configuration: configuration)
    }
}

/// What a site was asked.
final class RequestLog: Sendable {
    let requests = Mutex<[TestSite.Request]>([])
    let serverNames = Mutex<[String?]>([])
}

private final class SiteHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let responder: TestSite.Responder
    private let log: RequestLog

    init(responder: @escaping TestSite.Responder, log: RequestLog) {
        self.responder = responder
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data) else { return }
        let request = TestSite.Request(target: head.uri, fields: head.headers.map { ($0.name, $0.value) })
        log.requests.withLock { $0.append(request) }
        let channel = context.channel
        let responder = responder
        Task {
            let answer = await responder(request)
            guard !answer.isCut else { return channel.close(promise: nil) }
            var headers = HTTPHeaders(answer.fields.map { ($0.name, $0.value) })
            let length = answer.body.count + (answer.isUnfinished ? 1 : 0)
            headers.replaceOrAdd(name: "Content-Length", value: String(length))
            let head = HTTPResponseHead(
                version: .http1_1, status: .init(statusCode: answer.status), headers: headers)
            channel.write(HTTPServerResponsePart.head(head), promise: nil)
            let body = ByteBuffer(bytes: answer.body)
            channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(body)), promise: nil)
            if !answer.isUnfinished { channel.writeAndFlush(HTTPServerResponsePart.end(nil), promise: nil) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

private final class RawHandler: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let bytes: String

    init(bytes: String) {
        self.bytes = bytes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let channel = context.channel
        channel.writeAndFlush(ByteBuffer(string: bytes)).whenComplete { _ in channel.close(promise: nil) }
    }
}
