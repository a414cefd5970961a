public import CookieForecast
public import JSON

extension JSONValue {
    /// A stored cookie in the form of the contract: `{value, domain, hostOnly, path, secure, httpOnly, sameSite,
    /// expiresInDays}`, the lifetime `null` for a session cookie.
    public init(cookie: StoredCookie) {
        self = [
            "value": .string(cookie.value),
            "domain": .string(cookie.domain),
            "hostOnly": .bool(cookie.hostOnly),
            "path": .string(cookie.path),
            "secure": .bool(cookie.secure),
            "httpOnly": .bool(cookie.httpOnly),
            "sameSite": .string(cookie.sameSite),
            "expiresInDays": cookie.expiresInDays.map(JSONValue.number) ?? .null,
        ]
    }
}
