/// One `--connect-to HOST1:PORT1:HOST2:PORT2` rule: connect to HOST2:PORT2 when HOST1:PORT1 is asked for.
///
/// As in curl: an empty HOST1 or PORT1 matches any, an empty HOST2 or PORT2 keeps the original, IPv6 addresses stand
/// in brackets, host names compare without case, and the first rule that matches wins. The URL, the `Host` field and
/// the name in the TLS handshake stay those of HOST1.
public struct ConnectTo: Sendable, Hashable, CustomStringConvertible {
    /// The host the rule is for, in lower case without brackets; nil for any.
    public var host: String?
    /// The port the rule is for; nil for any.
    public var port: Int?
    /// Where to connect instead, without brackets; nil for the host asked for.
    public var connectHost: String?
    /// The port to connect to instead; nil for the port asked for.
    public var connectPort: Int?

    /// A host and a port to open a connection to.
    public struct Endpoint: Sendable, Hashable {
        /// A name or an address, without brackets.
        public var host: String
        /// The port.
        public var port: Int

        /// The endpoint of a host and a port.
        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// Reads a rule as it is written on the command line.
    ///
    /// - Throws: a usage error that names the part that cannot be read.
    public init(_ text: String) throws(GatheringError) {
        let parts = try Self.parts(of: text)
        host = parts[0].isEmpty ? nil : parts[0].lowercased()
        port = try Self.port(parts[1], in: text)
        connectHost = parts[2].isEmpty ? nil : parts[2]
        connectPort = try Self.port(parts[3], in: text)
    }

    /// Where this rule sends a connection to the endpoint; nil when it is not for that endpoint.
    public func resolve(_ endpoint: Endpoint) -> Endpoint? {
        if let host, host != endpoint.host.lowercased() { return nil }
        if let port, port != endpoint.port { return nil }
        return Endpoint(host: connectHost ?? endpoint.host, port: connectPort ?? endpoint.port)
    }

    /// Where the rules send a connection to the endpoint: the first that matches decides, without one it stays.
    public static func resolve(_ endpoint: Endpoint, by rules: [ConnectTo]) -> Endpoint {
        for rule in rules {
            if let resolved = rule.resolve(endpoint) { return resolved }
        }
        return endpoint
    }

    /// The rule as it is written on the command line.
    public var description: String {
        [Self.bracketed(host), port.map(String.init), Self.bracketed(connectHost), connectPort.map(String.init)]
            .map { $0 ?? "" }
            .joined(separator: ":")
    }

    private static func bracketed(_ host: String?) -> String? {
        guard let host, host.contains(":") else { return host }
        return "[\(host)]"
    }

    /// The four parts between the colons, where colons in brackets do not count.
    private static func parts(of text: String) throws(GatheringError) -> [String] {
        var parts = [""]
        var inBrackets = false
        for character in text {
            switch character {
            case "[" where !inBrackets && parts[parts.count - 1].isEmpty: inBrackets = true
            case "]" where inBrackets: inBrackets = false
            case ":" where !inBrackets: parts.append("")
            default: parts[parts.count - 1].append(character)
            }
        }
        guard parts.count == 4, !inBrackets else {
            throw .usage(
                "--connect-to \(text): write HOST1:PORT1:HOST2:PORT2, IPv6 addresses in brackets, "
                    + "for example acme.test:443:127.0.0.1:8443")
        }
        return parts
    }

    private static func port(_ part: String, in text: String) throws(GatheringError) -> Int? {
        guard !part.isEmpty else { return nil }
        guard part.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let port = Int(part), (1...65535).contains(port)
        else {
            throw .usage("--connect-to \(text): \"\(part)\" is no port (1 to 65535)")
        }
        return port
    }
}
