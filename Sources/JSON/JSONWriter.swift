extension JSONValue {
    /// The value on one line, without spaces.
    ///
    /// Numbers that JSON cannot say (NaN, infinities) become `null`. A NUL is always escaped, so that it can end a
    /// message on a pipe.
    public var compact: String {
        String(decoding: compactBytes, as: UTF8.self)
    }

    /// The same in UTF-8.
    public var compactBytes: [UInt8] {
        var writer = JSONWriter(isPretty: false)
        writer.write(self)
        return writer.bytes
    }

    /// The value over several lines, indented by two spaces; empty lists and objects stay on theirs.
    public var pretty: String {
        var writer = JSONWriter(isPretty: true)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Writes JSON (RFC 8259) as UTF-8.
struct JSONWriter {
    private let isPretty: Bool
    private(set) var bytes: [UInt8] = []
    private var depth = 0

    init(isPretty: Bool) {
        self.isPretty = isPretty
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .number(let value): append(Self.number(value))
        case .string(let value): write(string: value)
        case .array(let elements):
            writeList(elements, between: ("[", "]")) { $0.write($1) }
        case .object(let members):
            writeList(members, between: ("{", "}")) { writer, member in
                writer.write(string: member.key)
                writer.append(writer.isPretty ? ": " : ":")
                writer.write(member.value)
            }
        }
    }

    private mutating func writeList<Element>(
        _ elements: some Collection<Element>, between brackets: (StaticString, StaticString),
        each: (inout Self, Element) -> Void
    ) {
        append(brackets.0.description)
        depth += 1
        for (index, element) in elements.enumerated() {
            if index > 0 { append(",") }
            breakLine()
            each(&self, element)
        }
        depth -= 1
        if !elements.isEmpty { breakLine() }
        append(brackets.1.description)
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        append("\n")
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// Whole numbers without a fraction, as JavaScript writes them.
    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        return Int(exactly: value).map(String.init) ?? value.description
    }

    /// Escapes what JSON demands, and further what some reader would take for a command or the end of a line: the
    /// C1 controls (terminals), U+2028 and U+2029 (JavaScript before 2019), U+FEFF (Foundation drops it).
    ///
    /// Everything else is copied in runs: texts are most of what is written.
    private mutating func write(string: String) {
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { text in
            var (start, index) = (0, 0)
            while index < text.count {
                guard Escape.isNeeded(by: text[index]), let escape = Escape(at: index, of: text) else {
                    index += 1
                    continue
                }
                bytes.append(contentsOf: text[start..<index])
                append(escape.text)
                index += escape.length
                start = index
            }
            bytes.append(contentsOf: text[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

/// A character that is not written as it is.
private struct Escape {
    /// What is written for it.
    let text: String
    /// How many bytes of UTF-8 it takes.
    let length: Int

    /// Whether a byte may begin one: few do.
    static func isNeeded(by byte: UInt8) -> Bool {
        byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Nil where another character stands, or where none begins.
    init?(at index: Int, of text: UnsafeBufferPointer<UInt8>) {
        let byte = text[index]
        switch byte {
        case UInt8(ascii: "\""): self.init("\\\"")
        case UInt8(ascii: "\\"): self.init("\\\\")
        case 0x0A: self.init("\\n")
        case 0x0D: self.init("\\r")
        case 0x09: self.init("\\t")
        case 0..<0x20, 0x7F: self.init(code: UInt32(byte), length: 1)
        case 0xC2 where text[index + 1] < 0xA0: self.init(code: UInt32(text[index + 1]), length: 2)
        case 0xE2 where text[index + 1] == 0x80 && text[index + 2] & 0xFE == 0xA8:
            self.init(code: 0x2000 | UInt32(text[index + 2] & 0x3F), length: 3)
        case 0xEF where text[index + 1] == 0xBB && text[index + 2] == 0xBF: self.init(code: 0xFEFF, length: 3)
        default: return nil
        }
    }

    private init(_ text: String) {
        self.text = text
        length = 1
    }

    private init(code: UInt32, length: Int) {
        let digits = String(code, radix: 16)
        text = "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        self.length = length
    }
}
