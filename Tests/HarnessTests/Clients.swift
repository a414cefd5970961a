import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOTLS

/// What came back.
struct Answer {
    var status: UInt
    var headers: HTTPHeaders
    var text: String
}

enum Client {
    /// A client that resolves every name of the tests to this machine and trusts one certificate.
    static func configuration(trusting certificates: [NIOSSLCertificate]) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(certificates)
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        let hosts = [
            "www.dubcdn.com", "dubcdn.com", "shop.acme.test",
        ]
        configuration.dnsOverride = Dictionary(uniqueKeysWithValues: hosts.map { ($0, "127.0.0.1") })
        return configuration
    }
}

/// One request by a client of its own, so that no connection outlives it.
func get(
    _ url: String, host: String? = nil, with configuration: HTTPClient.Configuration = .init()
) async throws -> Answer {
    var configuration = configuration
    configuration.timeout.connect = .seconds(10)
    // A test that waits longer has failed.
    configuration.connectionPool.retryConnectionEstablishment = false
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    do {
        var request = HTTPClientRequest(url: url)
        if let host { request.headers.add(name: "Host", value: host) }
        let response = try await client.execute(request, timeout: .seconds(20))
        let body = try await response.body.collect(upTo: 10 << 20)
        try await client.shutdown()
        return Answer(status: response.status.code, headers: response.headers, text: String(buffer: body))
    } catch {
        try await client.shutdown()
        throw error
    }
}

/// A TLS handshake that verifies the certificate in full.
///
/// - Parameters:
///   - name: the host name asked for; nil verifies the address. An address that the certificate names would do for
///     any name, so names are asked for at another one.
/// - Throws: when the certificate is not trusted or not for that name.
func handshake(address: String = "127.0.0.2", port: Int, name: String?, trusting roots: [NIOSSLCertificate])
    async throws
{
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.trustRoots = .certificates(roots)
    let context = try NIOSSLContext(configuration: configuration)
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let done = loop.makePromise(of: Void.self)
    let channel = try await ClientBootstrap(group: loop)
        .channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandlers([
                    try NIOSSLClientHandler(context: context, serverHostname: name), HandshakeWatcher(done: done),
                ])
            }
        }
        .connect(host: address, port: port).get()
    defer { channel.close(promise: nil) }
    try await done.futureResult.get()
}

private final class HandshakeWatcher: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let done: EventLoopPromise<Void>

    init(done: EventLoopPromise<Void>) { self.done = done }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent { done.succeed() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        done.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        done.fail(ChannelError.eof)
    }
}

/// A connection on which a test says what it likes.
final class RawClient: Sendable {
    private let channel: any Channel
    private let first: EventLoopFuture<Void>
    private let all: EventLoopFuture<[UInt8]>

    init(port: Int) async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let first = loop.makePromise(of: Void.self)
        let all = loop.makePromise(of: [UInt8].self)
        channel = try await ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(first: first, all: all))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        self.first = first.futureResult
        self.all = all.futureResult
    }

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// Waits until something has come.
    func firstBytes() async throws {
        try await first.get()
    }

    /// Everything that came until the server closed the connection.
    func everything() async throws -> [UInt8] {
        try await all.get()
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let first: EventLoopPromise<Void>
        private let all: EventLoopPromise<[UInt8]>
        private var bytes: [UInt8] = []

        init(first: EventLoopPromise<Void>, all: EventLoopPromise<[UInt8]>) {
            self.first = first
            self.all = all
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes += Array(buffer: unwrapInboundIn(data))
            first.succeed()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            // A reset is a way of closing, too.
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            first.fail(ChannelError.eof)
            all.succeed(bytes)
        }
    }
}
