/// The lifetime is another than the options say.
enum CookieLifetimeUnexpected: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-lifetime-unexpected", .cookie, .minor,
        title: "The lifetime is not the configured one",
        why:
            "expiresInDays 0 counts as not set, browsers cap lifetimes at 400 days, and maxAge is no cookie attribute.",
        fix: "Set expiresInDays to 1-400.")
}
