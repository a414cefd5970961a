import Evidence
import PageURL

/// The cookies that servers set on the way from a target to its page, kept for that way only.
///
/// Many sites set a cookie and redirect to themselves until they get it back. This holds as much of RFC 6265 as such a
/// chain needs: domain, path, secure, and removal; no lifetimes, for a chain takes seconds.
struct CookieJar: Sendable {
    fileprivate struct Cookie: Sendable {
        var name: String
        var value: String
        var domain: String
        var isHostOnly: Bool
        var path: String
        var isSecure: Bool
    }

    private var cookies: [Cookie] = []

    /// Takes what an answer from the URL sets (RFC 6265, 5.2 and 5.3).
    mutating func store(_ fields: HTTPFields, from url: PageURL) {
        for line in fields.all("set-cookie") {
            store(line, from: url)
        }
    }

    /// The name and value pairs that belong into a request to the URL, longer paths first (RFC 6265, 5.4).
    func pairs(for url: PageURL) -> [(name: String, value: String)] {
        cookies
            .filter { $0.matches(url) }
            .sorted { $0.path.utf8.count > $1.path.utf8.count }
            .map { ($0.name, $0.value) }
    }

    private mutating func store(_ line: String, from url: PageURL) {
        let parts = line.split(separator: ";", omittingEmptySubsequences: false).map { Self.pair($0) }
        guard let (name, value) = parts.first, !name.isEmpty else { return }
        var cookie = Cookie(
            name: name, value: value, domain: url.host, isHostOnly: true, path: Self.defaultPath(of: url),
            isSecure: false)
        var isRemoval = false
        for (attribute, value) in parts.dropFirst() {
            switch attribute.lowercased() {
            case "domain":
                let domain = (value.hasPrefix(".") ? String(value.dropFirst()) : value).lowercased()
                guard !domain.isEmpty else { continue }
                guard Self.host(url.host, isWithin: domain), domain == url.host || domain.contains(".") else { return }
                cookie.domain = domain
                cookie.isHostOnly = false
            case "path" where value.hasPrefix("/"): cookie.path = value
            case "secure": cookie.isSecure = true
            case "max-age": isRemoval = Int(value).map { $0 <= 0 } ?? isRemoval
            // The way servers spell "delete this" when they give a date.
            case "expires": isRemoval = isRemoval || value.contains("1970")
            default: break
            }
        }
        cookies.removeAll { $0.name == cookie.name && $0.domain == cookie.domain && $0.path == cookie.path }
        if !isRemoval { cookies.append(cookie) }
    }

    private static func pair(_ text: Substring) -> (name: String, value: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(trimmed)
        return (parts[0], parts.count > 1 ? parts[1] : "")
    }

    private static func trimmed(_ text: Substring) -> String {
        let kept = text.drop { $0 == " " || $0 == "\t" }
        guard let last = kept.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(kept[...last])
    }

    /// The folder of the URL's path (RFC 6265, 5.1.4).
    private static func defaultPath(of url: PageURL) -> String {
        guard let slash = url.path.lastIndex(of: "/"), slash != url.path.startIndex else { return "/" }
        return String(url.path[..<slash])
    }

    fileprivate static func host(_ host: String, isWithin domain: String) -> Bool {
        host == domain || host.hasSuffix("." + domain)
    }
}

extension CookieJar.Cookie {
    fileprivate func matches(_ url: PageURL) -> Bool {
        let matchesHost = isHostOnly ? url.host == domain : CookieJar.host(url.host, isWithin: domain)
        let matchesPath =
            url.path == path || path == "/"
            || url.path.hasPrefix(path.hasSuffix("/") ? path : path + "/")
        return matchesHost && matchesPath && (!isSecure || url.isPotentiallyTrustworthy)
    }
}
