/// The cookie is Secure and the page is not.
enum CookieSecureOnHTTP: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-secure-on-http", .cookie, .blocker,
        title: "secure is set on an http page",
        why: "Browsers drop a Secure cookie on plain http; only localhost is exempt.",
        fix: "Serve the page over https.")
    static let effect = Observation.Effect.stopsCookie
}
