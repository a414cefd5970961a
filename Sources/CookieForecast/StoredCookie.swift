/// A cookie as the browser keeps it.
public struct StoredCookie: Hashable, Sendable, Codable {
    /// The value.
    public var value: String
    /// The host or domain, without a leading dot.
    public var domain: String
    /// True when only exactly this host gets the cookie.
    public var hostOnly: Bool
    /// The path, starting with `/`.
    public var path: String
    /// Sent over https only.
    public var secure: Bool
    /// Hidden from scripts; never true for a cookie that a script wrote.
    public var httpOnly: Bool
    /// `Lax`, `Strict` or `None`; `Lax` too when the attribute was absent or unknown, as browsers treat it.
    public var sameSite: String
    /// The lifetime in days, rounded to two places; nil for a cookie that ends with the browser session.
    public var expiresInDays: Double?

    /// A cookie from its parts.
    public init(
        value: String, domain: String, hostOnly: Bool, path: String = "/", secure: Bool = false, httpOnly: Bool = false,
        sameSite: String = "Lax", expiresInDays: Double? = nil
    ) {
        self.value = value
        self.domain = domain
        self.hostOnly = hostOnly
        self.path = path
        self.secure = secure
        self.httpOnly = httpOnly
        self.sameSite = sameSite
        self.expiresInDays = expiresInDays
    }

    /// Writes every key, `expiresInDays` as `null` for a session cookie.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(value, forKey: .value)
        try container.encode(domain, forKey: .domain)
        try container.encode(hostOnly, forKey: .hostOnly)
        try container.encode(path, forKey: .path)
        try container.encode(secure, forKey: .secure)
        try container.encode(httpOnly, forKey: .httpOnly)
        try container.encode(sameSite, forKey: .sameSite)
        try container.encode(expiresInDays, forKey: .expiresInDays)
    }
}
