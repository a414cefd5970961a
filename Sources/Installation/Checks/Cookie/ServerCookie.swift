import CookieForecast
import Evidence
import Foundation

/// A `Set-Cookie` header for `dub_id` on the way to the page (RFC 6265, 5.2).
struct ServerCookie: Sendable {
    /// The header's value.
    let line: String
    let isHTTPOnly: Bool
    /// It expires at once.
    let isDeletion: Bool
    /// Its domain without a leading dot; nil for a host-only cookie.
    let domain: String?
    /// Its path, when it names one.
    let path: String?

    init?(_ line: String, now: Date) {
        let parts = line.split(separator: ";", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        guard let pair = parts.first, pair.hasPrefix("dub_id=") else { return nil }
        self.line = line
        var isHTTPOnly = false
        var maxAge: Int?
        var isPast = false
        var domain: String?
        var path: String?
        for attribute in parts.dropFirst() {
            let halves = attribute.split(separator: "=", maxSplits: 1).map(String.init)
            let value = halves.count > 1 ? halves[1] : ""
            switch halves.first?.lowercased() {
            case "httponly": isHTTPOnly = true
            case "max-age": maxAge = Int(value)
            case "domain": domain = value.isEmpty ? nil : String(value.drop { $0 == "." }).lowercased()
            case "path": path = value.hasPrefix("/") ? value : nil
            case "expires": isPast = Self.year(of: value).map { $0 < Self.year(of: now) } ?? false
            default: break
            }
        }
        self.isHTTPOnly = isHTTPOnly
        self.domain = domain
        self.path = path
        isDeletion = maxAge.map { $0 <= 0 } ?? isPast
    }

    /// Every such header of the judged page and of the redirects before it.
    static func all(on page: Analysis) -> [ServerCookie] {
        let lines = page.evidence.hops.flatMap { $0.fields.all("set-cookie") } + page.fields.all("set-cookie")
        return lines.compactMap { ServerCookie($0, now: page.evidence.startedAt) }
    }

    /// It is the same cookie as the script's, by domain and path (RFC 6265, 5.3, step 11).
    func hasScope(of cookie: StoredCookie, on page: Analysis) -> Bool {
        let isSameDomain =
            cookie.hostOnly
            ? domain == nil || domain == cookie.domain
            : domain == cookie.domain
        return isSameDomain && (path ?? "/") == cookie.path
    }

    private static func year(of date: Date) -> Int {
        Calendar(identifier: .gregorian).component(.year, from: date)
    }

    /// The four-digit year of a cookie date; deletions are dated years back.
    private static func year(of date: String) -> Int? {
        date.split { !$0.isNumber }.first { $0.count == 4 }.flatMap { Int($0) }
    }
}
