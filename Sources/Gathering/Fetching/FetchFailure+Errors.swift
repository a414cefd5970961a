import AsyncHTTPClient
import Evidence
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import PageURL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension FetchFailure {
    /// What an error of the network stack means, in words.
    init(_ error: any Error, url: PageURL, route: ConnectionRoute, deadline: Deadline) {
        let (kind, message) = Self.reading(error, route: route, deadline: deadline)
        self.init(kind, url: url.href, message: message)
    }

    private static func reading(
        _ error: any Error, route: ConnectionRoute, deadline: Deadline
    ) -> (Kind, String) {
        switch error {
        case is Deadline.Passed, is CancellationError:
            (.timeout, noAnswer(within: deadline))
        case let error as HTTPClientError:
            reading(error, deadline: deadline)
        case let error as NIOConnectionError:
            reading(error, route: route, deadline: deadline)
        case is SocketAddressError:
            (.nameNotFound, "the name \(route.endpoint.host) was not found")
        case ChannelError.connectTimeout:
            (.timeout, noAnswer(within: deadline))
        case let error as IOError:
            (.connection, words(for: error, endpoint: route.endpoint))
        case is NIOSSLExtraError:
            (.tls, "the certificate is not for \(route.host)")
        case let error as NIOSSLError:
            (.tls, words(for: error))
        case is BoringSSLError:
            (.tls, "the TLS handshake failed")
        case is HTTPParserError:
            (.malformed, "the answer is not HTTP")
        case NIOHTTPDecompression.DecompressionError.limit:
            (.malformed, "the compressed answer unpacks to more than \(ClientPool.unpackedLimit / 1_000_000) MB")
        case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
            (.malformed, "the compressed answer cannot be unpacked")
        default:
            (.malformed, "the answer cannot be read: \(error)")
        }
    }

    private static func reading(_ error: HTTPClientError, deadline: Deadline) -> (Kind, String) {
        switch error {
        case .connectTimeout, .readTimeout, .writeTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout,
            .deadlineExceeded, .cancelled:
            (.timeout, noAnswer(within: deadline))
        case .remoteConnectionClosed:
            (.connection, "the server closed the connection before its answer was complete")
        case .uncleanShutdown:
            (.connection, "the server cut the connection")
        case .invalidURL, .emptyHost, .emptyScheme:
            (.unsupportedURL, "the URL cannot be asked for")
        default:
            (.malformed, "the answer cannot be read: \(error.shortDescription)")
        }
    }

    private static func reading(
        _ error: NIOConnectionError, route: ConnectionRoute, deadline: Deadline
    ) -> (Kind, String) {
        // Every address that was tried failed; the first that says why stands for all.
        let errors = error.connectionErrors.map(\.error)
        if let cause = errors.lazy.compactMap({ $0 as? IOError }).first {
            return (.connection, words(for: cause, endpoint: route.endpoint))
        }
        if errors.contains(where: { $0 is ChannelError }) {
            return (.timeout, noAnswer(within: deadline))
        }
        return (.nameNotFound, "the name \(route.endpoint.host) was not found")
    }

    private static func noAnswer(within deadline: Deadline) -> String {
        let seconds = deadline.allowance
        let text = seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
        return "no complete answer within \(text) s"
    }

    private static func words(for error: IOError, endpoint: ConnectTo.Endpoint) -> String {
        let place = "\(endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host):\(endpoint.port)"
        return switch error.errnoCode {
        case ECONNREFUSED: "\(place) refused the connection"
        case ECONNRESET, EPIPE: "\(place) cut the connection"
        case EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL: "there is no way to \(place) from here"
        case ETIMEDOUT: "\(place) did not answer"
        default: "\(place): \(String(cString: strerror(error.errnoCode)))"
        }
    }

    private static func words(for error: NIOSSLError) -> String {
        guard case .handshakeFailed(let cause) = error else { return "the TLS connection failed" }
        let details = String(describing: cause)
        if details.contains("WRONG_VERSION_NUMBER") || details.contains("HTTP_REQUEST") {
            return "the server does not speak TLS on this port"
        }
        if details.contains("UNRECOGNIZED_NAME") || details.contains("INTERNAL_ERROR") {
            return "the server has no certificate for this name"
        }
        return "the TLS handshake failed"
    }
}
