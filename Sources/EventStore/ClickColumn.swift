import Attribution

/// How the dimensions of a click are kept: each as the number of a word, in a column of its name.
enum ClickColumn {
    /// A text of a click from which some of its dimensions come, and from nothing else.
    ///
    /// Many clicks share these texts, so that what follows from one need not be found out for each of them.
    struct Source: Sendable, Hashable {
        let text: String
        /// The dimensions, by their places among all.
        let places: Range<Int>
    }

    /// Stands for the click's own id in its URL, so that the clicks of a link share one word; no URL has it.
    static let ownID = "\u{1A}"

    /// Where all dimensions of a click come from, in their order; nil for a click whose parts cannot be told apart.
    static func sources(of click: Click) -> [Source]? {
        let url = template(of: click)
        // With the click's own id elsewhere, the dimensions of its URL are its own, too.
        if let own = url.byteOffset(of: ownID) {
            let before = String(decoding: url.utf8.prefix(own), as: UTF8.self)
            guard before.hasSuffix("?dub_id=") || before.hasSuffix("&dub_id="), before.utf8.contains(UInt8(ascii: "?"))
            else { return nil }
        }
        let place = click.place
        return [
            Source(text: place.continent, places: 0..<1), Source(text: place.country, places: 1..<2),
            Source(text: place.region, places: 2..<3), Source(text: place.city, places: 3..<4),
            Source(text: click.userAgent, places: 4..<7), Source(text: click.trigger.rawValue, places: 7..<8),
            Source(text: click.refererURL.withoutQuery, places: 8..<10), Source(text: url, places: 10..<17),
        ]
    }

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
