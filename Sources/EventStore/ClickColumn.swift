import Attribution

/// How the dimensions of a click are kept: each as the number of a word, in a column of its name.
enum ClickColumn {
    /// Stands for the click's own id in its URL, so that the clicks of a link share one word; no URL has it.
    static let ownID = "\u{1A}"

    /// The clicked address as its word has it, and what its other dimensions follow from.
    struct Address {
        /// The address with ``ownID`` where the click's own id is.
        let word: String
        /// The part that all clicks with the same word share; nil where the id may be in other dimensions, too.
        let shared: ClickPart?
    }

    /// The clicked address of a click.
    static func address(of click: Click) -> Address {
        guard let offset = click.url.byteOffset(of: click.id), !click.id.isEmpty else {
            return Address(word: click.url, shared: .url(click.url))
        }
        let bytes = click.url.utf8
        let before = String(decoding: bytes.prefix(offset), as: UTF8.self)
        let word = before + ownID + String(decoding: bytes.dropFirst(offset + click.id.utf8.count), as: UTF8.self)
        let isParameter = before.hasSuffix("?dub_id=") || before.hasSuffix("&dub_id=")
        return Address(
            word: word, shared: isParameter && before.utf8.contains(UInt8(ascii: "?")) ? .url(word) : nil)
    }

    /// The URL of a click from its word.
    static func url(_ word: String, ofClick id: String) -> String {
        guard let offset = word.byteOffset(of: ownID) else { return word }
        var bytes = Array(word.utf8)
        bytes.replaceSubrange(offset..<offset + ownID.utf8.count, with: id.utf8)
        return String(decoding: bytes, as: UTF8.self)
    }
}
