internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOSSL

/// The handlers of one connection: https or plain http by its first byte, then HTTP/1.1 with the harness's limits.
struct EitherProtocolChannel: ServerChildChannel, HTTPChannelHandler {
    typealias Value = HTTP1Channel.Value

    private let http: HTTP1Channel
    private let tls: NIOSSLContext?
    private let connections: OpenConnections

    init(responder: @escaping Responder, tls: NIOSSLContext?, connections: OpenConnections) {
        http = HTTP1Channel(
            responder: responder,
            configuration: .init(
                idleTimeout: .seconds(60),
                // Room for a click id beyond what a browser keeps in a cookie, and for every real header.
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 32 << 10, maxHeaderListSize: 64 << 10, maxHeaderFieldCount: 200)))
        self.tls = tls
        self.connections = connections
    }

    var responder: Responder { http.responder }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        connections.add(channel)
        return channel.eventLoop.makeCompletedFuture {
            let firstByte = FirstByteHandler(tls: tls) {
                logger.warning("a client spoke TLS, which is off: start with --tls, or use http:// in the URL")
            }
            try channel.pipeline.syncOperations.addHandler(firstByte)
        }.flatMap {
            http.setup(channel: channel, logger: logger)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }
}
