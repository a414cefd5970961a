/// A filter in the browser keeps the script out.
enum AdblockBlocksScript {
    static let entry = CatalogueEntry(
        "adblock-blocks-script", .loading, .minor,
        title: "A filter blocks the script",
        why: "Filter lists know the host of Dub's script. Visitors with such a filter are lost.",
        fix: "Serve the script through a first-party proxy path.", needsBrowser: true, alone: .blocker,
        isReproduced: false)
}
