import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// What came back.
struct Answer {
    var status: HTTPResponseStatus
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
            "go.localhost", "dev.example.com", "www.dubcdn.com", "dubcdn.com", "shop.acme.test", "other.acme.test",
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
        return Answer(status: response.status, headers: response.headers, text: String(buffer: body))
    } catch {
        try await client.shutdown()
        throw error
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
