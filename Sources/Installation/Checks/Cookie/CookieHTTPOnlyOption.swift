/// The cookie is HttpOnly, which scripts cannot write.
enum CookieHTTPOnlyOption: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-httponly-option", .cookie, .blocker,
        title: "httpOnly is set",
        why: "Browsers drop an HttpOnly cookie that a script writes.",
        fix: "Remove httpOnly: scripts cannot set such cookies.")
    static let effect = Observation.Effect.stopsCookie
}
