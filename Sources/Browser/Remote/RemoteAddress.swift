import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import PageURL

/// Where a request to a remote browser goes, taken from a URL.
///
/// What may be secret (user, password, path, query) stays out of its description, which messages use.
struct RemoteAddress: Sendable, Hashable, CustomStringConvertible {
    /// The name or address, an IPv6 address without its brackets.
    let host: String
    let port: Int
    let isEncrypted: Bool
    /// The `Host` field.
    let authority: String
    /// The `Authorization` field that user and password in the URL make.
    private(set) var authorization: String?
    /// The path without its last slash; empty for the root.
    private(set) var path: String
    let query: String?
    /// Scheme, host and port.
    let description: String

    init(_ url: PageURL) {
        host = url.host.hasPrefix("[") ? String(url.host.dropFirst().dropLast()) : url.host
        port = url.effectivePort ?? 80
        isEncrypted = url.scheme == "https" || url.scheme == "wss"
        authority = url.authority
        path = url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path
        query = url.query
        description = "\(url.scheme)://\(url.authority)"
        guard !url.username.isEmpty || !url.password.isEmpty else { return }
        let parts = [url.username, url.password].map { $0.removingPercentEncoding ?? $0 }
        authorization = "Basic \(Data(parts.joined(separator: ":").utf8).base64EncodedString())"
    }

    /// Path and query, as a request line has them.
    var target: String {
        (path.isEmpty ? "/" : path) + (query.map { "?\($0)" } ?? "")
    }

    /// Whether it means the machine we run on.
    var isLoopback: Bool {
        host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || host.hasPrefix("127.")
    }

    /// An address below this one.
    func appending(_ more: String) -> RemoteAddress {
        var below = self
        below.path += more
        return below
    }

    /// The same address, with the credentials of another one if both are the same server's.
    func withCredentials(of other: RemoteAddress) -> RemoteAddress {
        guard authorization == nil, host == other.host, port == other.port else { return self }
        var copy = self
        copy.authorization = other.authorization
        return copy
    }

    /// The socket with this path on the same server; the query stays, as it may hold what lets us in.
    func socket(path: String) -> RemoteAddress {
        var socket = self
        socket.path = path
        return socket
    }

    /// Opens a connection, with TLS where the scheme says so, and sets up its pipeline.
    func connect<Output: Sendable>(
        within limit: Duration, _ setUp: @escaping @Sendable (any Channel) throws -> Output
    ) async throws -> Output {
        let tls = isEncrypted ? try NIOSSLContext(configuration: .makeClientConfiguration()) : nil
        // A certificate's name is checked against this; TLS has no names for addresses.
        let name = isIPAddress ? nil : host
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(TimeAmount(limit))
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        let handler = try NIOSSLClientHandler(context: tls, serverHostname: name)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    return try setUp(channel)
                }
            }
    }

    /// What went wrong with a connection to this address.
    func failure(_ error: any Error) -> BrowserError {
        switch error {
        case let error as BrowserError: error
        case is CancellationError: .cancelled
        default: .unreachable(endpoint: description, detail: RemoteFailure.text(error))
        }
    }

    private var isIPAddress: Bool {
        (try? SocketAddress(ipAddress: host, port: port)) != nil
    }
}

/// What the system and TLS say of a failed connection, in words for people.
enum RemoteFailure {
    static func text(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            if let failure = error.connectionErrors.first { text(failure.error) } else { "its name is not known" }
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case ChannelError.connectTimeout(let limit): "no connection within \(limit.nanoseconds / 1_000_000_000) s"
        // The last one is what NIO says of a connection that ended during the handshake of a WebSocket.
        case ChannelError.eof, ChannelError.alreadyClosed, ChannelError.ioOnClosedChannel, NIOSSLError.uncleanShutdown,
            ChannelError.inappropriateOperationForState:
            "it closed the connection without an answer"
        default: "\(error)"
        }
    }
}

/// Runs something, but no longer than a limit: it is cancelled then, and must heed that.
func within<Result: Sendable>(
    _ limit: Duration, step: String, _ operation: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await operation() }
        group.addTask {
            try await Task.sleep(for: limit)
            throw BrowserError.timedOut(step: step, after: limit)
        }
        defer { group.cancelAll() }
        do {
            guard let result = try await group.next() else { throw BrowserError.cancelled }
            return result
        } catch {
            throw Task.isCancelled ? BrowserError.cancelled : error
        }
    }
}
