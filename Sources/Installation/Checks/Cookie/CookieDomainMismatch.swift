/// The cookie's domain is not the page's.
enum CookieDomainMismatch: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-domain-mismatch", .cookie, .blocker,
        title: "The cookie's domain is not the page's",
        why: "A browser drops a cookie whose domain is another site, a sibling host, or no host at all.",
        fix: "Set domain to .yourdomain.com or remove it.")
    static let effect = Observation.Effect.stopsCookie
}
