/// The cookie options are no JSON, and the whole script stops.
enum CookieOptionsInvalidJSON: ForecastCheck {
    static let entry = CatalogueEntry(
        "cookie-options-invalid-json", .configuration, .blocker,
        title: "data-cookie-options is not JSON",
        why: "The script parses the attribute first thing. Single quotes, trailing commas or code in it stop the whole "
            + "script.",
        fix: "Fix the JSON in data-cookie-options; until then nothing works.")
    static let effect = Observation.Effect.stopsScript
}
