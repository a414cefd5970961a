/// The cookie ends with the session.
enum CookieSessionOnly: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-session-only", .cookie, .major,
        title: "The cookie ends with the browser session",
        why:
            "Cookie dates have a form of their own; ISO dates and numbers are not understood, and the cookie is gone when "
            + "the browser closes.",
        fix: "Use expiresInDays.")
}
