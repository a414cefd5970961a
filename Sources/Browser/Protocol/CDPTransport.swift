import NIOCore

/// Carries whole DevTools messages, whatever lies below.
protocol CDPTransport: Sendable {
    /// Queues a message; what is sent after the end is lost.
    func send(_ message: ByteBuffer)
    /// Hands over every message that arrives, one after the other; returns when the other side has ended.
    func receive(_ deliver: @Sendable (ByteBuffer) async -> Void) async
    /// Ends the connection; `receive` then returns.
    func close() async
}
