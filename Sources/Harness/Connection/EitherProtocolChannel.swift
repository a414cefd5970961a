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
    private let headLimit: TimeAmount

    init(
        responder: @escaping Responder, tls: NIOSSLContext?, connections: OpenConnections,
        patience: HarnessConfiguration.Patience
    ) {
        http = HTTP1Channel(
            responder: responder,
            configuration: .init(
                idleTimeout: TimeAmount(patience.idle), httpDecoderConfiguration: RequestHeadLimits.ofDecoder))
        headLimit = TimeAmount(patience.head)
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
        }.flatMapThrowing { value in
            // Around the decoder, which is there only now.
            try RequestHeadDeadline.add(to: channel.pipeline.syncOperations, limit: headLimit)
            try OversizeAnswer.add(to: channel.pipeline.syncOperations)
            return value
        }
    }

    func handle(value: Value, logger: Logger) async {
        await http.handle(value: value, logger: logger)
    }
}
