/// Where the elements of an array stand in a JSON text, found without reading their values.
///
/// Whoever has to know how long something was as it was sent cannot tell from the value, which has lost white space
/// and escapes.
public enum JSONElements {
    /// The byte ranges of the elements of an array that is a member of the outermost object, without the white space
    /// around them.
    ///
    /// The text must be JSON that a parser has accepted; of any other the answer means nothing. Nil where there is no
    /// such member under a key written without escapes, or where it is no array. Of equal keys the last one counts.
    public static func ranges(ofArray key: String, in bytes: [UInt8]) -> [Range<Int>]? {
        bytes.withUnsafeBufferPointer { buffer in
            var scan = JSONScan(bytes: buffer)
            return scan.elements(ofMember: Array(key.utf8))
        }
    }
}

/// A walk over the structure of a JSON text: brackets, strings, commas.
private struct JSONScan {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func elements(ofMember key: [UInt8]) -> [Range<Int>]? {
        guard take(UInt8(ascii: "{")) else { return nil }
        var found: [Range<Int>]?
        while peek() == UInt8(ascii: "\"") {
            let start = position + 1
            skipString()
            let isWanted = bytes[start..<max(start, position - 1)].elementsEqual(key)
            guard take(UInt8(ascii: ":")) else { return nil }
            if isWanted {
                found = peek() == UInt8(ascii: "[") ? elements() : nil
                if found == nil { skipValue() }
            } else {
                skipValue()
            }
            guard take(UInt8(ascii: ",")) else { break }
        }
        return found
    }

    private mutating func elements() -> [Range<Int>] {
        position += 1
        var ranges: [Range<Int>] = []
        while let byte = peek(), byte != UInt8(ascii: "]") {
            let start = position
            skipValue()
            guard position > start else { break }
            ranges.append(start..<position)
            guard take(UInt8(ascii: ",")) else { break }
        }
        _ = take(UInt8(ascii: "]"))
        return ranges
    }

    /// Goes behind the value that begins here.
    private mutating func skipValue() {
        guard let first = peek() else { return }
        if first == UInt8(ascii: "\"") { return skipString() }
        var place = position
        defer { position = place }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            while place < bytes.count, !Self.endsWord(bytes[place]) { place += 1 }
            return
        }
        var depth = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") {
                place = endOfString(at: place)
                continue
            }
            place += 1
            // Braces and square brackets differ in one bit.
            if byte | 0x20 == UInt8(ascii: "{") {
                depth += 1
            } else if byte | 0x20 == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return }
            }
        }
    }

    /// Whether a number or a word ends before this byte.
    private static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 0x20, 0x0A, 0x0D, 0x09: true
        default: false
        }
    }

    private mutating func skipString() {
        position = endOfString(at: position)
    }

    /// Behind the quote that ends the string that begins at a place.
    private func endOfString(at start: Int) -> Int {
        var place = start + 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(place + 1, bytes.count)
    }

    /// The next byte that is no white space, where the walk then stands.
    private mutating func peek() -> UInt8? {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            case let byte: return byte
            }
        }
        return nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }
}
