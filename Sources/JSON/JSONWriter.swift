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
    private mutating func write(string: String) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        // Most texts have nothing to escape, and can be taken over as they are.
        guard string.utf8.contains(where: Self.mayNeedEscape) else {
            append(string)
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
                let digits = String(scalar.value, radix: 16)
                append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default:
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    /// Whether a byte of UTF-8 is a character to escape, or belongs to one that may be.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
