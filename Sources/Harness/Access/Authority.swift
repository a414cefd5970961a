/// The host that a request asks for, out of its `Host` header (RFC 9110 section 7.2).
enum Authority {
    /// The host in lower case, without port, brackets and the dot of the root; nil when it is not well formed.
    static func host(of authority: String) -> String? {
        var host: Substring
        let rest: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[..<end].dropFirst()
            rest = authority[authority.index(after: end)...]
            guard IPAddress.bytes(of: String(host))?.count == 16 else { return nil }
        } else {
            let end = authority.utf8.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
            host = authority[..<end]
            rest = authority[end...]
            if host.hasSuffix(".") { host = host.dropLast() }
        }
        guard !host.isEmpty, rest.isEmpty || isPort(rest) else { return nil }
        return host.lowercased()
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.utf8.first == UInt8(ascii: ":")
            && text.utf8.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
