import NIOCore
import NIOPosix
import Synchronization

/// Keeps the end of what a browser writes to standard error, for the reason it gives when it does not start.
final class StandardErrorTail: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    private static let limit = 8192
    private let bytes = Mutex<[UInt8]>([])

    /// Reads from the descriptor, which it takes over, until the last writer has ended.
    static func read(from descriptor: CInt, on group: any EventLoopGroup) async throws -> StandardErrorTail {
        let tail = StandardErrorTail()
        _ = try await NIOPipeBootstrap(group: group).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(tail) }
        }.takingOwnershipOfDescriptor(input: descriptor).get()
        return tail
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let read = unwrapInboundIn(data)
        bytes.withLock { bytes in
            bytes.append(contentsOf: read.readableBytesView)
            if bytes.count > Self.limit { bytes.removeFirst(bytes.count - Self.limit) }
        }
    }

    /// The last lines, without the time stamps and process ids that Chromium puts before them.
    func lastLines(_ count: Int) -> [String] {
        let text = bytes.withLock { String(decoding: $0, as: UTF8.self) }
        return text.split(whereSeparator: \.isNewline).suffix(count).map { line in
            guard line.first == "[", let end = line.firstIndex(of: "]") else { return String(line) }
            return line[line.index(after: end)...].trimmingPrefix(while: \.isWhitespace).description
        }
    }
}
