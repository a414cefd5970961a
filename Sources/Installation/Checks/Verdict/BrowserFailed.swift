/// The browser, or the process of the page, ended before there was an answer.
enum BrowserFailed {
    static let entry = CatalogueEntry(
        "browser-failed", .verdict, .inconclusive,
        title: "The browser gave no answer",
        why: "The browser or the page's process ended while it was looked at, or could not be started again.",
        fix: "Run it again; if it happens again, try another browser with --browser.", isReproduced: false)
}
