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
        var depth = 0
        _ = peek()
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                skipString()
                if depth == 0 { return }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // What closes here was opened outside: the value was a number or a word.
                if depth == 0 { return }
                depth -= 1
                if depth == 0 {
                    position += 1
                    return
                }
            case UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
                if depth == 0 { return }
            default: break
            }
            position += 1
        }
    }

    private mutating func skipString() {
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position + 1, bytes.count)
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
