/// The cookie is only sent below a path.
enum CookiePathNarrow: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-path-narrow", .cookie, .major,
        title: "The cookie is bound to a path",
        why: "Pages outside the path neither see nor send the cookie, the sign-up perhaps among them.",
        fix: "Use path \"/\".")
}
