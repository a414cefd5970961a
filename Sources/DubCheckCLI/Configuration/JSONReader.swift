import JSON

/// Reads JSON (RFC 8259) strictly, and says where it is broken: the JSON of the standard library on Linux does not.
struct JSONReader {
    /// Why text is no JSON, and where.
    struct Failure: Error, Equatable {
        var offset: Int
        var message: String
    }

    /// A member of the outermost object and the offset of its key.
    struct Member {
        var key: String
        var value: JSONValue
        var offset: Int
    }

    private static let maximumDepth = 100
    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The members of a text that is one object, in order.
    static func object(_ bytes: [UInt8]) throws(Failure) -> [Member] {
        var reader = JSONReader(bytes)
        reader.skipByteOrderMark()
        reader.skipSpace()
        guard reader.next == UInt8(ascii: "{") else { throw reader.failure("expected an object: { … }") }
        let members = try reader.members()
        try reader.end()
        return members
    }

    /// The line of an offset, from 1.
    static func line(of offset: Int, in bytes: [UInt8]) -> Int {
        1 + bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") }
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func failure(_ message: String) -> Failure {
        Failure(offset: index, message: index < bytes.count ? message : message + ", but the text ends")
    }

    private mutating func skipByteOrderMark() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func end() throws(Failure) {
        skipSpace()
        guard next == nil else { throw failure("unexpected text after the end") }
    }

    private mutating func value() throws(Failure) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(JSONObject(try members().map { ($0.key, $0.value) }))
        case UInt8(ascii: "["): return .array(try elements())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try number()
        default: throw failure("expected a value")
        }
    }

    private mutating func members() throws(Failure) -> [Member] {
        var members: [Member] = []
        try list(until: UInt8(ascii: "}")) { (reader) throws(Failure) in
            let offset = reader.index
            guard reader.next == UInt8(ascii: "\"") else { throw reader.failure("expected a key in double quotes") }
            let key = try reader.string()
            reader.skipSpace()
            guard reader.next == UInt8(ascii: ":") else { throw reader.failure("expected a colon after \"\(key)\"") }
            reader.index += 1
            members.append(Member(key: key, value: try reader.value(), offset: offset))
        }
        return members
    }

    private mutating func elements() throws(Failure) -> [JSONValue] {
        var elements: [JSONValue] = []
        try list(until: UInt8(ascii: "]")) { (reader) throws(Failure) in elements.append(try reader.value()) }
        return elements
    }

    private mutating func list(until close: UInt8, each: (inout Self) throws(Failure) -> Void) throws(Failure) {
        depth += 1
        guard depth <= Self.maximumDepth else { throw failure("nested too deeply") }
        index += 1
        skipSpace()
        if next == close {
            index += 1
        } else {
            while true {
                skipSpace()
                try each(&self)
                skipSpace()
                let separator = next
                guard separator == UInt8(ascii: ",") || separator == close else {
                    throw failure("expected a comma or '\(Character(Unicode.Scalar(close)))'")
                }
                index += 1
                if separator == close { break }
            }
        }
        depth -= 1
    }

    private mutating func word(_ word: StaticString, _ node: JSONValue) throws(Failure) -> JSONValue {
        let matches = word.withUTF8Buffer { bytes[index...].starts(with: $0) }
        guard matches else { throw failure("expected a value") }
        index += word.utf8CodeUnitCount
        return node
    }

    private mutating func number() throws(Failure) -> JSONValue {
        let start = index
        if next == UInt8(ascii: "-") { index += 1 }
        let whole = index
        guard skipDigits() > 0, bytes[whole] != UInt8(ascii: "0") || index == whole + 1 else {
            throw failure("this is no number")
        }
        if next == UInt8(ascii: ".") {
            index += 1
            guard skipDigits() > 0 else { throw failure("expected a digit") }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            index += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
            guard skipDigits() > 0 else { throw failure("expected a digit") }
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        return .number(Double(text) ?? .nan)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
        return index - start
    }

    private mutating func string() throws(Failure) -> String {
        index += 1
        let start = index
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { index += 1 }
        if next == UInt8(ascii: "\"") {
            defer { index += 1 }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        var text = Array(bytes[start..<index])
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                index += 1
                text += try escape()
            case 0..<0x20: throw failure("a line break or control character within a text")
            default:
                text.append(byte)
                index += 1
            }
        }
        throw failure("expected the closing quote")
    }

    /// The UTF-8 bytes of the escape whose backslash was passed.
    private mutating func escape() throws(Failure) -> [UInt8] {
        guard let byte = next else { throw failure("expected the closing quote") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try unicodeEscape())).utf8)
        default:
            index -= 1
            throw failure("unknown escape")
        }
    }

    /// The character of `\uXXXX`, or of two of them; U+FFFD for half a surrogate pair.
    private mutating func unicodeEscape() throws(Failure) -> Unicode.Scalar {
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let isHigh = unit < 0xDC00
        guard isHigh, bytes[index...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else { return "\u{FFFD}" }
        let before = index
        index += 2
        let low = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(low) else {
            index = before
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        let digits = bytes[index...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw failure("expected four hexadecimal digits") }
        index += 4
        return unit
    }
}
