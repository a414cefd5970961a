import PageURL

/// One expression of a source list that matches URLs (CSP Level 3, 6.7.2).
struct SourceExpression: Sendable {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// How an expression meets a URL.
    enum Match: Sendable {
        case yes
        case no
        /// Everything fits but the path.
        case allButPath
    }

    /// Whether the expression admits the URL for a page of the origin.
    func match(_ url: PageURL, page: PageURL) -> Match {
        let lower = text.lowercased()
        switch lower {
        case "*": return url.isHTTP ? .yes : .no
        case "'self'": return Self.isSelf(url, page: page) ? .yes : .no
        default: break
        }
        if lower.hasPrefix("'") { return .no }
        if lower.hasSuffix(":"), !lower.dropLast().contains(where: { ":/.*".contains($0) }) {
            return Self.scheme(String(lower.dropLast()), admits: url.scheme) ? .yes : .no
        }
        return matchHost(url, page: page)
    }

    private func matchHost(_ url: PageURL, page: PageURL) -> Match {
        var rest = text[...]
        var scheme = page.scheme
        if let separator = rest.firstRange(of: "://") {
            scheme = rest[..<separator.lowerBound].lowercased()
            rest = rest[separator.upperBound...]
        }
        guard Self.scheme(scheme, admits: url.scheme) else { return .no }
        let authority = rest.prefix { $0 != "/" }
        let path = rest[authority.endIndex...]
        let colon = authority.lastIndex(of: ":")
        let host = (colon.map { authority[..<$0] } ?? authority).lowercased()
        let port = colon.map { String(authority[authority.index(after: $0)...]) }

        guard Self.host(host, admits: url.host), Self.port(port, scheme: scheme, admits: url) else { return .no }
        return Self.path(String(path), admits: url.path) ? .yes : .allButPath
    }

    /// A scheme admits itself, and http its secure form (CSP, 6.7.2.9).
    private static func scheme(_ scheme: String, admits actual: String) -> Bool {
        scheme == actual || (scheme == "http" && actual == "https")
    }

    private static func host(_ pattern: String, admits host: String) -> Bool {
        if pattern == "*" { return true }
        if pattern.hasPrefix("*.") { return host.hasSuffix(String(pattern.dropFirst())) }
        return pattern == host
    }

    private static func port(_ pattern: String?, scheme: String, admits url: PageURL) -> Bool {
        guard let pattern else { return url.port == nil }
        if pattern == "*" { return true }
        let standard = ["http": 80, "https": 443]
        let actual = url.port ?? standard[url.scheme]
        guard let wanted = Int(pattern) else { return false }
        return wanted == actual || (wanted == 80 && actual == 443)
    }

    /// An empty path admits all; one that ends in a slash is a folder; any other is one file (CSP, 6.7.2.12).
    private static func path(_ pattern: String, admits path: String) -> Bool {
        if pattern.isEmpty { return true }
        let wanted = pattern.removingPercentEncodingOrSelf
        let actual = path.removingPercentEncodingOrSelf
        return wanted.hasSuffix("/") ? actual.hasPrefix(wanted) : wanted == actual
    }

    /// The page's own origin, its secure form included (CSP, 6.7.2.7).
    private static func isSelf(_ url: PageURL, page: PageURL) -> Bool {
        if url.origin == page.origin { return true }
        return url.host == page.host && url.port == nil && page.port == nil && page.scheme == "http"
            && url.scheme == "https"
    }
}

extension String {
    fileprivate var removingPercentEncodingOrSelf: String {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(Self.hex),
                let low = rest.dropFirst().first.flatMap(Self.hex)
            {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
    }
}
