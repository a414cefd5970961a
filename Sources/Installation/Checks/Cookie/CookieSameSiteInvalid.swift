/// `sameSite` has a value that browsers do not know.
enum CookieSameSiteInvalid: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-samesite-invalid", .cookie, .info,
        title: "sameSite is no known word",
        why: "Browsers treat an unknown SameSite value as if there were none.",
        fix: "Use lax, strict or none.")
}
