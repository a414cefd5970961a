/// Without its `www.` the page's host is a public suffix.
enum CookieHostWWWOnSuffix: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-host-www-on-suffix", .cookie, .blocker,
        title: "Without www. the host is a public suffix",
        why:
            "The script takes www. off the host for the cookie's domain. What is left is a domain below which anybody can "
            + "have a site, and browsers drop the cookie.",
        fix: "Set data-cookie-options='{\"domain\":\"\"}' for a host-only cookie.")
    static let effect = Observation.Effect.stopsCookie
}
