import PageURL

/// How a URL is reached under the `--connect-to` rules.
///
/// The HTTP client can connect to another host than the URL's (`dnsOverride`) and still name the URL's in the TLS
/// handshake, but not to another port. So the port goes into the URL it is given, and the `Host` field by hand.
struct ConnectionRoute: Sendable, Hashable {
    /// The URL as the client gets it: the URL's host, the port to connect to.
    var clientURL: String
    /// The value of the `Host` field: what a browser would send for the URL.
    var hostField: String
    /// The URL's host as the client knows it, without brackets.
    var host: String
    /// Where the connection goes.
    var endpoint: ConnectTo.Endpoint

    /// The way to a URL.
    init(to url: PageURL, by rules: [ConnectTo]) {
        host = Self.unbracketed(url.host)
        let asked = ConnectTo.Endpoint(host: host, port: url.effectivePort ?? 80)
        endpoint = ConnectTo.resolve(asked, by: rules)
        endpoint.host = Self.unbracketed(endpoint.host)
        if endpoint.host == host, host.hasSuffix(".localhost") {
            // Browsers never ask the name server for these (WHATWG, "let localhost be localhost").
            endpoint.host = "localhost"
        }
        hostField = url.authority
        clientURL = "\(url.scheme)://\(url.host):\(endpoint.port)\(Self.requestTarget(of: url))"
    }

    /// Whether the connection goes to another host than the URL's.
    var isRedirected: Bool { endpoint.host != host }

    /// Path and query in characters that RFC 3986 allows: the client refuses or rewrites some that WHATWG URLs keep.
    private static func requestTarget(of url: PageURL) -> String {
        let target = url.path + (url.query.map { "?" + $0 } ?? "")
        guard target.utf8.contains(where: { needsEscape($0) || $0 == UInt8(ascii: "%") }) else { return target }
        let bytes = Array(target.utf8)
        var escaped = ""
        for (index, byte) in bytes.enumerated() {
            let isStrayPercent =
                byte == UInt8(ascii: "%")
                && !(index + 2 < bytes.count && isHexDigit(bytes[index + 1]) && isHexDigit(bytes[index + 2]))
            if needsEscape(byte) || isStrayPercent {
                escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            } else {
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return escaped
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte >= 0x7F || "\"<>[]\\^`{|}".utf8.contains(byte)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    private static func unbracketed(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }
}
