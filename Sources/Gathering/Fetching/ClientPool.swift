import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
import NIOSSL
import Synchronization

/// The HTTP clients of a run: one for every way a host is redirected, made when first needed.
///
/// Nothing of the network stack starts before the first URL is fetched: verifying files stays as cheap as reading them.
final class ClientPool: Sendable {
    private struct State {
        var clients: [Key: HTTPClient] = [:]
        var isClosed = false
    }

    /// A host and where connections to it go instead; both nil for hosts that are reached as they are named.
    private struct Key: Hashable {
        var host: String?
        var connectHost: String?
    }

    private let state = Mutex(State())
    private let insecure: Bool
    private let connectTimeout: Double

    /// A pool without clients.
    init(insecure: Bool, connectTimeout: Double) {
        self.insecure = insecure
        self.connectTimeout = connectTimeout
    }

    deinit {
        let clients = state.withLock { Array($0.clients.values) }
        guard !clients.isEmpty else { return }
        // A client that is dropped without shutting it down is a trap; this is the net below `close()`.
        Task { for client in clients { try? await client.shutdown() } }
    }

    /// The client for a route.
    ///
    /// - Throws: `HTTPClientError.alreadyShutdown` after `close()`.
    func client(for route: ConnectionRoute) throws -> HTTPClient {
        let key = route.isRedirected ? Key(host: route.host, connectHost: route.endpoint.host) : Key()
        return try state.withLock { state in
            guard !state.isClosed else { throw HTTPClientError.alreadyShutdown }
            if let client = state.clients[key] { return client }
            let client = HTTPClient(
                eventLoopGroupProvider: .singleton, configuration: configuration(for: key))
            state.clients[key] = client
            return client
        }
    }

    /// Closes every connection; the pool gives out no client afterwards.
    func close() async {
        let clients = state.withLock { state in
            defer { state.clients = [:] }
            state.isClosed = true
            return Array(state.clients.values)
        }
        for client in clients {
            try? await client.shutdown()
        }
    }

    private func configuration(for key: Key) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        if insecure { tls.certificateVerification = .none }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(connect: .milliseconds(Int64(connectTimeout * 1000))),
            // Far above the size limits, where the body is cut off: this only bounds what one packet can unpack to.
            decompression: .enabled(limit: .size(Self.unpackedLimit)))
        configuration.httpVersion = .http1Only
        // A refused connection is an answer; asking again until the time is up would hide it.
        configuration.connectionPool.retryConnectionEstablishment = false
        if let host = key.host, let connectHost = key.connectHost {
            configuration.dnsOverride = [host: connectHost]
        }
        return configuration
    }

    /// Bytes a compressed body may unpack to before it counts as an attack.
    static let unpackedLimit = 32_000_000
}
