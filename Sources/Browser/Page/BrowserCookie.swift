public import Foundation
import JSON

/// A cookie as the browser's store keeps it, which may differ from what was written.
public struct BrowserCookie: Sendable, Hashable {
    /// The name.
    public let name: String
    /// The value, as sent.
    public let value: String
    /// The host it is for, without a leading dot.
    public let domain: String
    /// Whether it is for exactly that host: written without a domain attribute, or for a host that is a public suffix.
    public let isHostOnly: Bool
    /// The path it is for.
    public let path: String
    /// Whether it is sent over https only.
    public let isSecure: Bool
    /// Whether scripts cannot see it.
    public let isHTTPOnly: Bool
    /// `Strict`, `Lax` or `None`; nil when it was not said, which Chromium treats like Lax.
    public let sameSite: String?
    /// When it ends; nil for a session cookie.
    public let expires: Date?
    /// Bytes of name and value.
    public let size: Int

    /// Whether it ends with the browser.
    public var isSession: Bool { expires == nil }

    init?(_ cookie: JSONValue) {
        guard let name = cookie["name"].string, let domain = cookie["domain"].string else { return nil }
        self.name = name
        value = cookie["value"].string ?? ""
        self.domain = domain.hasPrefix(".") ? String(domain.dropFirst()) : domain
        isHostOnly = !domain.hasPrefix(".")
        path = cookie["path"].string ?? "/"
        isSecure = cookie["secure"].bool ?? false
        isHTTPOnly = cookie["httpOnly"].bool ?? false
        sameSite = cookie["sameSite"].string
        let isSession = cookie["session"].bool ?? false
        expires = isSession ? nil : cookie["expires"].number.map(Date.init(timeIntervalSince1970:))
        size = cookie["size"].int ?? 0
    }
}
