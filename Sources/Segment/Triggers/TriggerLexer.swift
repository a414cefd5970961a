/// Cuts a trigger into tokens, with every oddity of the runtime (`segment.md`, 2.1 and 2.9).
///
/// The runtime drops all tokens at the first error. Here they are kept, and reading goes on behind the error, because
/// the lint has more to say; whoever wants the runtime's view looks at `problems` first.
struct TriggerLexer {
    /// Something that the runtime cannot read.
    struct Problem: Sendable, Hashable {
        let offset: Int
        let reason: String
        var kind = Kind.other

        enum Kind: Sendable, Hashable {
            case missingSpace
            case openQuote
            case other
        }
    }

    private(set) var tokens: [TriggerToken] = []
    private(set) var problems: [Problem] = []
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
        while let byte = peek() { read(byte) }
        add(.end, "eos", from: bytes.count)
        tokens = Self.joiningNames(tokens)
    }

    private mutating func read(_ byte: UInt8) {
        let start = position
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"): position += 1
        case UInt8(ascii: "."): take(.dot)
        case UInt8(ascii: ","): take(.comma)
        case UInt8(ascii: "("): take(.leftParenthesis)
        case UInt8(ascii: ")"): take(.rightParenthesis)
        case UInt8(ascii: "["): take(.leftBracket)
        case UInt8(ascii: "]"): take(.rightBracket)
        case UInt8(ascii: "="): take(.comparison)
        case UInt8(ascii: "<"), UInt8(ascii: ">"):
            take(.comparison, length: peek(1) == UInt8(ascii: "=") && isTerminator(at: position + 2) ? 2 : 1)
        case UInt8(ascii: "!"): readExclamation()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): readString(quote: byte)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
        case _ where byte.startsName || !byte.isASCII: readWord()
        default:
            position += 1
            let character = byte == UInt8(ascii: "\r") ? "a carriage return" : String(UnicodeScalar(byte))
            fail(at: start, "\(character) has no meaning here")
        }
    }

    /// A negation when a letter or a parenthesis follows, else `!=`.
    private mutating func readExclamation() {
        if let next = peek(1), next.isLetter || next == UInt8(ascii: "(") {
            take(.comparison)
        } else if peek(1) == UInt8(ascii: "=") {
            if !isTerminator(at: position + 2) { fail(at: position, "white space must follow !=", .missingSpace) }
            take(.comparison, length: 2)
        } else {
            fail(at: position, "! must stand directly before contains or match, or be part of !=")
            position += 1
        }
    }

    /// A string runs to the next quote of its kind; that quote is left for another string if no terminator follows it.
    private mutating func readString(quote: UInt8) {
        let start = position
        guard let end = bytes[(start + 1)...].firstIndex(of: quote) else {
            fail(at: start, "the quote is never closed", .openQuote)
            position = bytes.count
            return add(.string, from: start)
        }
        position = isTerminator(at: end + 1) ? end + 1 : end
        add(.string, from: start)
    }

    private mutating func readNumber() {
        let start = position
        if peek()?.isDigit == false { position += 1 }
        guard peek()?.isDigit == true else {
            return fail(at: start, "a digit must follow \(String(decoding: bytes[start..<position], as: UTF8.self))")
        }
        skipDigits()
        if peek() == UInt8(ascii: ".") {
            if peek(1)?.isDigit != true { fail(at: position, "a digit must follow the point of a number") }
            position += 1
            skipDigits()
        }
        add(.number, from: start)
    }

    private mutating func skipDigits() {
        while peek()?.isDigit == true { position += 1 }
    }

    private mutating func readWord() {
        for (word, kind) in Self.keywords {
            let end = position + word.utf8.count
            if isTerminator(at: end), bytes[position..<min(end, bytes.count)].elementsEqual(word.utf8) {
                return take(kind, length: word.utf8.count)
            }
        }
        let start = position
        var name: [UInt8] = []
        var isASCII = true
        while let byte = peek(), byte.continuesName || !byte.isASCII {
            if !byte.isASCII, isASCII {
                isASCII = false
                fail(at: position, "letters of other alphabets need a backslash before them")
            }
            if byte == UInt8(ascii: "\\") {
                position += 1
                guard peek() != nil else {
                    fail(at: position - 1, "a character must follow the backslash")
                    break
                }
                repeat {
                    name.append(bytes[position])
                    position += 1
                } while peek()?.isContinuation == true
            } else {
                name.append(byte)
                position += 1
            }
        }
        add(.name, String(decoding: name, as: UTF8.self), from: start)
        guard let next = peek(), !next.endsName else { return }
        let isSign = next == UInt8(ascii: "<") || next == UInt8(ascii: ">")
        let reason = "white space must follow a name"
        if isSign { fail(at: position, reason, .missingSpace) } else { fail(at: position, reason) }
    }

    private static let keywords: [(String, TriggerToken.Kind)] = [
        ("and", .connective), ("or", .connective), ("null", .null),
    ]

    private mutating func take(_ kind: TriggerToken.Kind, length: Int = 1) {
        position += length
        add(kind, from: position - length)
    }

    private mutating func add(_ kind: TriggerToken.Kind, _ text: String? = nil, from start: Int) {
        let text = text ?? String(decoding: bytes[start..<position], as: UTF8.self)
        tokens.append(TriggerToken(kind: kind, text: text, range: start..<position))
    }

    private mutating func fail(at offset: Int, _ reason: String, _ kind: Problem.Kind = .other) {
        problems.append(Problem(offset: offset, reason: reason, kind: kind))
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private func isTerminator(at offset: Int) -> Bool {
        offset >= bytes.count ? offset == bytes.count : bytes[offset].isTerminator
    }

    /// Makes one name of name, dot, name, dot, name …; every other dot stays alone.
    private static func joiningNames(_ tokens: [TriggerToken]) -> [TriggerToken] {
        var joined: [TriggerToken] = []
        var index = 0
        while index < tokens.count {
            let isJoint =
                tokens[index].kind == .dot && joined.last?.kind == .name && index + 1 < tokens.count
                && tokens[index + 1].kind == .name
            if isJoint {
                joined[joined.count - 1].text += "." + tokens[index + 1].text
                let start = joined[joined.count - 1].range.lowerBound
                joined[joined.count - 1].range = start..<tokens[index + 1].range.upperBound
                index += 2
            } else {
                joined.append(tokens[index])
                index += 1
            }
        }
        return joined
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
    fileprivate var isASCII: Bool { self < 0x80 }
    /// A byte of a UTF-8 sequence that is not its first.
    fileprivate var isContinuation: Bool { self & 0xC0 == 0x80 }
    fileprivate var startsName: Bool { isLetter || self == UInt8(ascii: "_") || self == UInt8(ascii: "\\") }
    fileprivate var continuesName: Bool { startsName || isDigit || self == UInt8(ascii: "-") }

    fileprivate var isTerminator: Bool {
        switch self {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: "]"),
            UInt8(ascii: ")"):
            true
        default: false
        }
    }

    fileprivate var endsName: Bool {
        switch self {
        case UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: "="), UInt8(ascii: "!"): true
        default: isTerminator
        }
    }
}
