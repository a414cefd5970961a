import CookieForecast
import Evidence
import PageURL

/// A `dub_id` that the server sets on the way to the page, and that the page's scripts can read there.
struct VisibleServerCookie: Sendable {
    let cookie: ServerCookie
    /// Its domain, or its host alone.
    let domain: String
    let isHostOnly: Bool
    let path: String

    /// Every such cookie, in the order of the answers.
    static func all(on page: Analysis) -> [VisibleServerCookie] {
        let answers = page.evidence.hops.map { ($0.url, $0.fields) } + [(page.pageURL, page.fields)]
        return answers.flatMap { url, fields in
            fields.all("set-cookie").compactMap { line in
                ServerCookie(line, now: page.evidence.startedAt).flatMap {
                    VisibleServerCookie($0, setBy: url, readOn: page.pageURL)
                }
            }
        }
    }

    private init?(_ cookie: ServerCookie, setBy setter: PageURL, readOn page: PageURL) {
        guard !cookie.isHTTPOnly, !cookie.isDeletion, !cookie.value.isEmpty else { return nil }
        guard !cookie.isSecure || page.isPotentiallyTrustworthy else { return nil }
        if let domain = cookie.domain, !PublicSuffixes.isPublicSuffix(domain),
            domain != setter.host || domain.contains(".")
        {
            guard Self.host(setter.host, isIn: domain), Self.host(page.host, isIn: domain) else { return nil }
            (self.domain, isHostOnly) = (domain, false)
        } else {
            guard cookie.domain == nil || cookie.domain == setter.host, setter.host == page.host else { return nil }
            (domain, isHostOnly) = (page.host, true)
        }
        path = cookie.path ?? Self.folder(of: setter.path)
        self.cookie = cookie
        guard page.path == path || page.path.hasPrefix(path.hasSuffix("/") ? path : path + "/") else { return nil }
    }

    /// It comes before the script's cookie in `document.cookie` and is another one (RFC 6265, 5.4: longer paths first,
    /// then older cookies).
    func hides(_ own: StoredCookie) -> Bool {
        let isSame = isHostOnly == own.hostOnly && domain == own.domain && path == own.path
        return !isSame && path.utf8.count >= own.path.utf8.count && cookie.value != own.value
    }

    private static func host(_ host: String, isIn domain: String) -> Bool {
        host == domain || host.hasSuffix(".\(domain)")
    }

    /// The path of a cookie that names none (RFC 6265, 5.1.4).
    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }
}

extension ServerCookie {
    /// The cookie's value.
    var value: String {
        String(line.drop { $0 != "=" }.dropFirst().prefix { $0 != ";" }).trimmingHTMLSpace()
    }

    /// It is kept on secure pages only.
    var isSecure: Bool {
        line.split(separator: ";").dropFirst().contains {
            String($0).trimmingHTMLSpace().lowercased() == "secure"
        }
    }
}
