import Attribution

/// How the dimensions of a click are kept: each as the number of a word, in a column of its name.
enum ClickColumn {
    /// Stands for the click's own id in its URL, so that the clicks of a link share one word; no URL has it.
    static let ownID = "\u{1A}"

    /// The words of a click, in the order of the dimensions.
    static func words(of click: Click) -> [String] {
        var values = click.dimensions
        values[.url] = template(of: click)
        return Dimension.allCases.map { values[$0] ?? "" }
    }

    /// The URL of a click from its word.
    static func url(_ word: String, ofClick id: String) -> String {
        let parts = word.split(separator: ownID, maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 ? "\(parts[0])\(id)\(parts[1])" : word
    }

    private static func template(of click: Click) -> String {
        guard let offset = click.url.byteOffset(of: click.id), !click.id.isEmpty else { return click.url }
        let bytes = click.url.utf8
        return String(decoding: bytes.prefix(offset), as: UTF8.self) + ownID
            + String(decoding: bytes.dropFirst(offset + click.id.utf8.count), as: UTF8.self)
    }
}
