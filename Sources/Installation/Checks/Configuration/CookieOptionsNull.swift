/// The cookie options are null, and the whole script stops.
enum CookieOptionsNull: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-options-null", .configuration, .blocker,
        title: "data-cookie-options is null",
        why: "The script reads properties of the parsed value; null has none, and the whole script stops.",
        fix: "Remove data-cookie-options or give it an object.")
    static let effect = Observation.Effect.stopsScript
}
