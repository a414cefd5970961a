import Glibc

extension String {
    /// Whether the word stands in the text, compared byte by byte: inline scripts are long, and a search by characters
    /// costs more than the whole rest of a verdict.
    func has(_ word: String) -> Bool {
        var text = self
        var word = word
        return text.withUTF8 { text in
            word.withUTF8 { word in
                text.firstOffset(of: word) != nil
            }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func firstOffset(of word: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let start = baseAddress, let first = word.first, let wordStart = word.baseAddress else { return nil }
        var offset = 0
        while offset + word.count <= count {
            guard let hit = memchr(start + offset, Int32(first), count - word.count - offset + 1) else { return nil }
            offset = UnsafeRawPointer(start).distance(to: UnsafeRawPointer(hit))
            if memcmp(start + offset, wordStart, word.count) == 0 { return offset }
            offset += 1
        }
        return nil
    }
}
