/// The basic URL parser (URL Standard, section 4.4) for schemes with a host, and for opaque ones.
///
/// The standard describes a state machine; for these schemes it comes down to cutting the text at its delimiters.
struct URLParser {
    private let text: String
    private let base: PageURL?
    private let bytes: [UInt8]

    init(text: String, base: PageURL?) {
        self.text = text
        self.base = base
        // Controls and spaces around the text go, tabs and line ends go everywhere.
        let trimmed = Array(text.utf8.drop { $0 <= 0x20 })
        let end = trimmed.lastIndex { $0 > 0x20 } ?? -1
        bytes = trimmed[..<(end + 1)].filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    }

    mutating func parse() throws(PageURLError) -> PageURL {
        if let (scheme, rest) = splitScheme() {
            guard SpecialScheme.defaultPort(scheme) != nil else { return opaque(scheme: scheme, rest) }
            // "https:path" on an https page is relative; anything else names a host, however many slashes it has.
            if let base, base.scheme == scheme, !rest.prefix(2).elementsEqual("//".utf8) {
                return try relative(rest, to: base)
            }
            return try absolute(scheme: scheme, rest.drop { $0.isSlash })
        }
        guard let base else { throw .notAbsolute(text) }
        return try relative(bytes[...], to: base)
    }

    private func splitScheme() -> (scheme: String, rest: ArraySlice<UInt8>)? {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first, first.isASCIILetter else {
            return nil
        }
        let isScheme = bytes[..<colon].allSatisfy {
            $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
                || $0 == UInt8(ascii: ".")
        }
        guard isScheme else { return nil }
        return (String(decoding: bytes[..<colon], as: UTF8.self).lowercased(), bytes[(colon + 1)...])
    }

    private func relative(_ rest: ArraySlice<UInt8>, to base: PageURL) throws(PageURLError) -> PageURL {
        if base.isOpaque {
            // Only a fragment can be put onto an opaque URL.
            guard rest.first == UInt8(ascii: "#") else { throw .notAbsolute(text) }
            var url = base
            url.fragment = PercentEncoding.encode(rest.dropFirst(), PercentEncoding.fragment)
            return url
        }
        if rest.prefix(2).count == 2, rest.prefix(2).allSatisfy(\.isSlash) {
            return try absolute(scheme: base.scheme, rest.drop { $0.isSlash })
        }
        var url = base
        let parts = Parts(rest)
        url.fragment = parts.fragment.map { PercentEncoding.encode($0, PercentEncoding.fragment) }
        if parts.path.isEmpty {
            if let query = parts.query { url.query = PercentEncoding.encode(query, PercentEncoding.query) }
            return url
        }
        url.query = parts.query.map { PercentEncoding.encode($0, PercentEncoding.query) }
        if parts.path.first?.isSlash == true {
            url.path = PathNormalizer.normalize(parts.path)
        } else {
            let folder = base.path.utf8.prefix(
                upTo: base.path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? base.path.startIndex)
            url.path = PathNormalizer.normalize(Array(folder) + [UInt8(ascii: "/")] + parts.path)
        }
        return url
    }

    private func absolute(scheme: String, _ rest: ArraySlice<UInt8>) throws(PageURLError) -> PageURL {
        let end = rest.firstIndex { $0.isSlash || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? rest.endIndex
        var authority = rest[..<end]
        var url = PageURL(scheme: scheme)
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            let user = authority[..<at]
            authority = authority[(at + 1)...]
            let colon = user.firstIndex(of: UInt8(ascii: ":")) ?? user.endIndex
            url.username = PercentEncoding.encode(user[..<colon], PercentEncoding.userinfo)
            url.password = PercentEncoding.encode(user[colon...].dropFirst(), PercentEncoding.userinfo)
        }
        // The first colon outside brackets separates the port.
        let isBracketed = authority.first == UInt8(ascii: "[")
        let hostEnd =
            isBracketed ? authority.firstIndex(of: UInt8(ascii: "]")) ?? authority.endIndex : authority.startIndex
        let portSearch = authority[hostEnd...]
        var host = authority
        if let colon = portSearch.firstIndex(of: UInt8(ascii: ":")) {
            host = authority[..<colon]
            url.port = try Self.port(authority[(colon + 1)...], scheme: scheme)
        }
        guard !host.isEmpty else { throw .hostMissing(text) }
        url.host = try Host.parse(host)
        let parts = Parts(rest[end...])
        url.path = PathNormalizer.normalize(parts.path)
        url.query = parts.query.map { PercentEncoding.encode($0, PercentEncoding.query) }
        url.fragment = parts.fragment.map { PercentEncoding.encode($0, PercentEncoding.fragment) }
        return url
    }

    private func opaque(scheme: String, _ rest: ArraySlice<UInt8>) -> PageURL {
        let parts = Parts(rest)
        return PageURL(
            scheme: scheme,
            path: PercentEncoding.encode(parts.path, PercentEncoding.control),
            query: parts.query.map { PercentEncoding.encode($0, PercentEncoding.control) },
            fragment: parts.fragment.map { PercentEncoding.encode($0, PercentEncoding.fragment) })
    }

    private static func port(_ digits: ArraySlice<UInt8>, scheme: String) throws(PageURLError) -> Int? {
        guard !digits.isEmpty else { return nil }
        let text = String(decoding: digits, as: UTF8.self)
        var value = 0
        for digit in digits {
            guard digit.isASCIIDigit else { throw .portInvalid(text) }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
            guard value <= 65_535 else { throw .portInvalid(text) }
        }
        return value == SpecialScheme.defaultPort(scheme) ? nil : value
    }
}

/// What follows the host, cut at `?` and `#`.
private struct Parts {
    let path: ArraySlice<UInt8>
    let query: ArraySlice<UInt8>?
    let fragment: ArraySlice<UInt8>?

    init(_ text: ArraySlice<UInt8>) {
        let hash = text.firstIndex(of: UInt8(ascii: "#"))
        let beforeHash = text[..<(hash ?? text.endIndex)]
        fragment = hash.map { text[($0 + 1)...] }
        let mark = beforeHash.firstIndex(of: UInt8(ascii: "?"))
        path = beforeHash[..<(mark ?? beforeHash.endIndex)]
        query = mark.map { beforeHash[($0 + 1)...] }
    }
}
