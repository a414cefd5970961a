/// Tells whether text is JSON to the letter (RFC 8259), as `JSON.parse` demands.
///
/// The reader of the JSON room takes more: numbers such as `007` and `+1`, line breaks in texts. To a mapping those
/// are texts, which `@json` leaves alone.
struct JSONGrammar {
    /// Whether a text is JSON.
    enum Verdict {
        case json, notJSON
        /// Nested deeper than is looked at.
        case tooDeep
    }

    static let maximumDepth = 400

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    static func verdict(on text: String) -> Verdict {
        var grammar = JSONGrammar(bytes: Array(text.utf8))
        let isValue = grammar.takeValue()
        if grammar.depth > maximumDepth { return .tooDeep }
        grammar.skipWhiteSpace()
        return isValue && grammar.position == grammar.bytes.count ? .json : .notJSON
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func takeValue() -> Bool {
        skipWhiteSpace()
        switch peek {
        case UInt8(ascii: "{"): return takeList(until: UInt8(ascii: "}")) { $0.takeMember() }
        case UInt8(ascii: "["): return takeList(until: UInt8(ascii: "]")) { $0.takeValue() }
        case UInt8(ascii: "\""): return takeString()
        case UInt8(ascii: "t"): return take("true")
        case UInt8(ascii: "f"): return take("false")
        case UInt8(ascii: "n"): return take("null")
        default: return takeNumber()
        }
    }

    private mutating func takeList(until end: UInt8, each: (inout Self) -> Bool) -> Bool {
        position += 1
        depth += 1
        guard depth <= Self.maximumDepth else { return false }
        skipWhiteSpace()
        if !take(end) {
            repeat {
                guard each(&self) else { return false }
                skipWhiteSpace()
            } while take(UInt8(ascii: ","))
            guard take(end) else { return false }
        }
        depth -= 1
        return true
    }

    private mutating func takeMember() -> Bool {
        skipWhiteSpace()
        guard takeString() else { return false }
        skipWhiteSpace()
        return take(UInt8(ascii: ":")) && takeValue()
    }

    private mutating func takeString() -> Bool {
        guard take(UInt8(ascii: "\"")) else { return false }
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return true
            case UInt8(ascii: "\\"): guard takeEscape() else { return false }
            case ..<0x20: return false
            default: break
            }
        }
        return false
    }

    private mutating func takeEscape() -> Bool {
        guard let byte = peek else { return false }
        position += 1
        guard byte == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(byte) }
        for _ in 0..<4 {
            guard let digit = peek, Character(Unicode.Scalar(digit)).isHexDigit else { return false }
            position += 1
        }
        return true
    }

    private mutating func takeNumber() -> Bool {
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) {
            guard takeDigits() else { return false }
        }
        if take(UInt8(ascii: ".")) {
            guard takeDigits() else { return false }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
            return takeDigits()
        }
        return true
    }

    private mutating func takeDigits() -> Bool {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position > start
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, bytes[position..<end].elementsEqual(word.description.utf8) else { return false }
        position = end
        return true
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private var peek: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func skipWhiteSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }
}
