import NIOCore
import NIOPosix

/// DevTools messages over a pair of pipes (`--remote-debugging-pipe`): JSON, each ended by one NUL byte.
struct PipeTransport: CDPTransport {
    private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// Takes over the descriptors: `input` is read, `output` written.
    static func open(input: CInt, output: CInt, on group: any EventLoopGroup) async throws -> PipeTransport {
        let channel = try await NIOPipeBootstrap(group: group)
            .takingOwnershipOfDescriptors(input: input, output: output) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(NulFrameDecoder()))
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return PipeTransport(channel: channel)
    }

    func send(_ message: ByteBuffer) {
        var frame = message
        frame.writeInteger(UInt8(0))
        channel.channel.writeAndFlush(frame, promise: nil)
    }

    func receive(_ deliver: @Sendable (ByteBuffer) async -> Void) async {
        try? await channel.executeThenClose { inbound, _ in
            for try await message in inbound { await deliver(message) }
        }
    }

    func close() async {
        try? await channel.channel.close()
    }
}

/// Cuts a stream of bytes at NULs.
struct NulFrameDecoder: ByteToMessageDecoder {
    typealias InboundOut = ByteBuffer

    /// How far the unfinished message was searched: a screenshot arrives in hundreds of pieces.
    private var searched = 0

    mutating func decode(context: ChannelHandlerContext, buffer: inout ByteBuffer) throws -> DecodingState {
        let view = buffer.readableBytesView
        guard let end = view[view.startIndex.advanced(by: searched)...].firstIndex(of: 0) else {
            searched = view.count
            return .needMoreData
        }
        searched = 0
        if let message = buffer.readSlice(length: end - view.startIndex) {
            context.fireChannelRead(wrapInboundOut(message))
        }
        buffer.moveReaderIndex(forwardBy: 1)
        return .continue
    }

    mutating func decodeLast(
        context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
    ) throws -> DecodingState {
        // A message cut off by the browser's end says nothing.
        buffer.clear()
        return .needMoreData
    }
}
