/// The cookie expires before it is written.
enum CookieExpired: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-expired", .cookie, .blocker,
        title: "The cookie's expiry is in the past",
        why: "A browser that gets a cookie with a past expiry deletes it at once.",
        fix: "Use a positive expiresInDays.")
    static let effect = Observation.Effect.stopsCookie
}
