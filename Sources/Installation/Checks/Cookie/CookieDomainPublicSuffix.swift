/// The cookie's domain is one that many sites share.
enum CookieDomainPublicSuffix: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-domain-public-suffix", .cookie, .blocker,
        title: "The cookie's domain is a public suffix",
        why: "A browser drops a cookie for a domain below which anybody can have a site.",
        fix: "Remove the domain option on shared hosting domains.")
    static let effect = Observation.Effect.stopsCookie
}
