/// Comparisons of texts byte by byte, as JavaScript has them.
///
/// Swift's own take different writings of the same letter for equal, and are slower.
enum TriggerText {
    static func isSame(_ text: String, _ other: String) -> Bool {
        text.utf8.count == other.utf8.count && text == other && text.utf8.elementsEqual(other.utf8)
    }

    static func starts(_ text: String, with prefix: String) -> Bool {
        text.utf8.starts(with: prefix.utf8)
    }

    static func ends(_ text: String, with suffix: String) -> Bool {
        let excess = text.utf8.count - suffix.utf8.count
        return excess >= 0 && text.utf8.dropFirst(excess).elementsEqual(suffix.utf8)
    }

    static func contains(_ text: String, _ part: String) -> Bool {
        withBytes(of: text) { text in
            withBytes(of: part) { part in
                guard let first = part.first else { return true }
                let last = text.count - part.count
                var start = 0
                while start <= last {
                    if text[start] == first, text[start..<(start + part.count)].elementsEqual(part) { return true }
                    start += 1
                }
                return false
            }
        }
    }

    private static func withBytes<Result>(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        var text = text
        return text.withUTF8(body)
    }
}
