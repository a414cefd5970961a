/// Cuts a destination filter into tokens.
struct FilterLexer {
    private let text: String
    private let bytes: [UInt8]
    private var position = 0

    /// The tokens, with an `end` at the end.
    ///
    /// - Throws: `TriggerError` at the first character that has no meaning.
    static func tokens(of text: String) throws(TriggerError) -> [FilterToken] {
        var lexer = FilterLexer(text: text, bytes: Array(text.utf8))
        var tokens: [FilterToken] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private init(text: String, bytes: [UInt8]) {
        self.text = text
        self.bytes = bytes
    }

    private mutating func next() throws(TriggerError) -> FilterToken {
        while let byte = peek(), [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
        let start = position
        let kind = try kindOfNext()
        return FilterToken(kind: kind, range: start..<position)
    }

    private mutating func kindOfNext() throws(TriggerError) -> FilterToken.Kind {
        guard let byte = peek() else { return .end }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try string(quote: byte))
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
        case _ where byte.startsName: return .name(path: try path())
        default: return .sign(try sign(byte))
        }
    }

    private mutating func sign(_ byte: UInt8) throws(TriggerError) -> String {
        let sign = String(UnicodeScalar(byte))
        guard "=!<>()[],".contains(sign) else { throw failure("this character has no meaning here") }
        position += 1
        guard "!<>".contains(sign), peek() == UInt8(ascii: "=") else { return sign }
        position += 1
        return sign + "="
    }

    /// A backslash lets a quote stand in the string; every other one stays, because globs have a use for it.
    private mutating func string(quote: UInt8) throws(TriggerError) -> String {
        let start = position
        var content: [UInt8] = []
        position += 1
        while let byte = peek(), byte != quote {
            if byte == UInt8(ascii: "\\"), let next = peek(1) {
                if next != quote { content.append(byte) }
                content.append(next)
                position += 2
            } else {
                content.append(byte)
                position += 1
            }
        }
        guard peek() == quote else {
            position = start
            throw failure("the quote is never closed")
        }
        position += 1
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func number() throws(TriggerError) -> Double {
        let start = position
        position += 1
        while let byte = peek(), byte.isDigit || byte == UInt8(ascii: ".") { position += 1 }
        let written = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let number = Double(written), !written.hasSuffix(".") else {
            position = start
            throw failure("\(written) is no number")
        }
        return number
    }

    private mutating func path() throws(TriggerError) -> [String] {
        var parts: [String] = []
        var part: [UInt8] = []
        while let byte = peek(), byte.continuesName || byte == UInt8(ascii: ".") {
            position += 1
            if byte == UInt8(ascii: ".") {
                parts.append(String(decoding: part, as: UTF8.self))
                part = []
            } else if byte == UInt8(ascii: "\\") {
                guard let escaped = peek() else { throw failure("a character must follow the backslash") }
                part.append(escaped)
                position += 1
                while let more = peek(), more & 0xC0 == 0x80 {
                    part.append(more)
                    position += 1
                }
            } else {
                part.append(byte)
            }
        }
        parts.append(String(decoding: part, as: UTF8.self))
        guard parts.allSatisfy({ !$0.isEmpty }) else { throw failure("a name must stand on both sides of a dot") }
        return parts
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private func failure(_ problem: String) -> TriggerError {
        .filter(problem, column: text.column(at: position))
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    fileprivate var startsName: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self == UInt8(ascii: "_")
            || self == UInt8(ascii: "\\") || self >= 0x80
    }

    fileprivate var continuesName: Bool { startsName || isDigit || self == UInt8(ascii: "-") }
}
