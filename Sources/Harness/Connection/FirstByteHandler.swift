internal import NIOCore
internal import NIOSSL

/// Looks at the first byte of a connection and makes it a TLS connection if the client speaks TLS.
///
/// A TLS record of a handshake starts with 22 (RFC 8446 section 5.1), which no HTTP method does: so one port can answer
/// both https and plain http.
final class FirstByteHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private static let handshakeRecord: UInt8 = 22

    private let tls: NIOSSLContext?
    private let onRefusal: @Sendable () -> Void
    private var isClosing = false

    /// - Parameters:
    ///   - tls: What https is answered with; nil closes connections of clients that speak TLS.
    ///   - onRefusal: Told of each such client.
    init(tls: NIOSSLContext?, onRefusal: @escaping @Sendable () -> Void) {
        self.tls = tls
        self.onRefusal = onRefusal
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        guard !isClosing, let first = bytes.getInteger(at: bytes.readerIndex, as: UInt8.self) else { return }
        if first == Self.handshakeRecord {
            guard let tls else {
                onRefusal()
                return close(context)
            }
            do {
                let handler = NIOSSLServerHandler(context: tls)
                try context.pipeline.syncOperations.addHandler(handler, position: .after(self))
            } catch {
                return close(context)
            }
        }
        context.fireChannelRead(data)
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    private func close(_ context: ChannelHandlerContext) {
        isClosing = true
        context.close(promise: nil)
    }
}
