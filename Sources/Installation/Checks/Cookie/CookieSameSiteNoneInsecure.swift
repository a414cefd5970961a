/// `SameSite=None` without `Secure`.
enum CookieSameSiteNoneInsecure: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-samesite-none-insecure", .cookie, .blocker,
        title: "sameSite none without secure",
        why: "Browsers drop a SameSite=None cookie that is not Secure.",
        fix: "Add \"secure\": true or drop sameSite.")
    static let effect = Observation.Effect.stopsCookie
}
