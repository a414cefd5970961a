import PageURL

/// The src begins with a typographic quote.
enum SrcSmartQuotes: TagCheck {
    static let entry = CatalogueEntry(
        "src-smart-quotes", .presence, .blocker,
        title: "The src is in curly quotes",
        why:
            "A document or chat turned the straight quotes into typographic ones. To HTML they are part of the URL, which "
            + "then names a file on the site itself.",
        fix: "Replace the curly quotes by straight quotes.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        let quotes: Set<Character> = ["“", "”", "„", "‟", "‘", "’", "‚", "«", "»", "″", "′"]
        guard let source = tag.source, let first = source.first, let last = source.last,
            quotes.contains(first) || quotes.contains(last)
        else { return nil }
        let finding = entry.finding(
            "The src is wrapped in curly quotes, so that the browser asks for \(tag.url?.href ?? source).",
            [.attribute("src", of: tag)])
        return Observation(finding, .stopsScript, tag: tag.index, explains: SrcWrongHost.causes)
    }
}
