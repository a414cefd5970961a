internal import Synchronization

/// Where the harness is reached; the port is known for certain once it listens.
final class HarnessAddress: Sendable {
    private let host: String
    private let boundPort: Mutex<Int>

    init(host: String, port: Int) {
        self.host = host
        boundPort = Mutex(port)
    }

    var port: Int {
        get { boundPort.withLock { $0 } }
        set { boundPort.withLock { $0 = newValue } }
    }

    /// The host as it stands in a URL: brackets around IPv6, a loopback address where all addresses are listened on.
    var hostInURL: String {
        guard let bytes = IPAddress.bytes(of: host) else { return host }
        if IPAddress.isUnspecified(bytes) { return bytes.count == 4 ? "127.0.0.1" : "[::1]" }
        return bytes.count == 4 ? host : "[\(host)]"
    }

    /// The origin for plain http, which always answers.
    var httpOrigin: String { "http://\(hostInURL):\(port)" }

    /// The origin for plain http by the name `localhost`, where browsers reach the harness by that.
    var localOrigin: String { ["127.0.0.1", "[::1]"].contains(hostInURL) ? "http://localhost:\(port)" : httpOrigin }

    /// The origin for https, which answers only with TLS on.
    var httpsOrigin: String { "https://\(hostInURL):\(port)" }
}
