/// The cookie is for this host alone.
enum CookieHostOnly: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-host-only", .verdict, .info,
        title: "The cookie is for this host alone",
        why: "On an IP address, a single-label host or a public suffix the cookie has no domain.",
        fix: "Fine for testing; use a real host name in production.")
}
