/// A strict JSON reader with the grammar and results of JavaScript's `JSON.parse` (ECMA-262, section 25.5.1).
public struct JSONText {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    /// Deeper nesting than any configuration needs; JavaScript has no limit, our stack has.
    private static let maximumDepth = 500

    /// A reader at the start of the text.
    public init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// The one value that the text holds.
    public mutating func parse() throws(JSONSyntaxError) -> JSValue {
        skipSpace()
        let value = try value()
        skipSpace()
        guard index == scalars.count else { throw unexpected("nothing more after the value") }
        return value
    }

    private var current: Unicode.Scalar? {
        index < scalars.count ? scalars[index] : nil
    }

    private mutating func skipSpace() {
        while let scalar = current, scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" { index += 1 }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        index += 1
        return true
    }

    private mutating func value() throws(JSONSyntaxError) -> JSValue {
        switch current {
        case "{"?: return try object()
        case "["?: return try array()
        case "\""?: return .string(try string())
        case "-"?, ("0"..."9")?: return .number(try number())
        case "t"?: return try word("true", .bool(true))
        case "f"?: return try word("false", .bool(false))
        case "n"?: return try word("null", .null)
        default: throw unexpected("a value")
        }
    }

    private mutating func word(_ word: String, _ value: JSValue) throws(JSONSyntaxError) -> JSValue {
        for scalar in word.unicodeScalars {
            guard take(scalar) else { throw unexpected("the word \(word)") }
        }
        return value
    }

    private mutating func enter() throws(JSONSyntaxError) {
        depth += 1
        index += 1
        guard depth <= Self.maximumDepth else { throw error("too deeply nested") }
        skipSpace()
    }

    private mutating func array() throws(JSONSyntaxError) -> JSValue {
        try enter()
        defer { depth -= 1 }
        var items: [JSValue] = []
        if take("]") { return .array(items) }
        while true {
            skipSpace()
            items.append(try value())
            skipSpace()
            if take("]") { return .array(items) }
            guard take(",") else { throw unexpected("a comma or ]") }
        }
    }

    private mutating func object() throws(JSONSyntaxError) -> JSValue {
        try enter()
        defer { depth -= 1 }
        var properties = PropertyList()
        if take("}") { return .object([]) }
        while true {
            skipSpace()
            guard current == "\"" else { throw unexpected("a property name in double quotes") }
            let name = try string()
            skipSpace()
            guard take(":") else { throw unexpected("a colon after the property name") }
            skipSpace()
            properties[name] = try value()
            skipSpace()
            if take("}") { return .object(properties.members) }
            guard take(",") else { throw unexpected("a comma or }") }
        }
    }

    private mutating func string() throws(JSONSyntaxError) -> String {
        index += 1
        var units: [UInt16] = []
        while let scalar = current {
            switch scalar {
            case "\"":
                index += 1
                return String(decoding: units, as: UTF16.self)
            case "\\":
                index += 1
                units.append(try escape())
            case "\u{0}"..."\u{1F}":
                throw error("a line break, tab or control character inside a string")
            default:
                units.append(contentsOf: UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter)
                index += 1
            }
        }
        throw unexpected("the closing quote of a string")
    }

    private mutating func escape() throws(JSONSyntaxError) -> UInt16 {
        let scalar = current
        guard let scalar else { throw unexpected("the rest of an escape") }
        let unit: UInt16
        switch scalar {
        case "\"", "\\", "/": unit = UInt16(scalar.value)
        case "b": unit = 0x08
        case "f": unit = 0x0C
        case "n": unit = 0x0A
        case "r": unit = 0x0D
        case "t": unit = 0x09
        case "u":
            var value: UInt16 = 0
            for _ in 0..<4 {
                index += 1
                guard let digit = current, digit.isASCII, let number = Character(digit).hexDigitValue else {
                    throw unexpected("four hexadecimal digits after \\u")
                }
                value = value << 4 | UInt16(number)
            }
            unit = value
        default: throw error("an unknown escape \\\(scalar)")
        }
        index += 1
        return unit
    }

    private mutating func number() throws(JSONSyntaxError) -> Double {
        let start = index
        _ = take("-")
        if take("0") {
            if let next = current, ("0"..."9").contains(next) { throw error("a number with a leading zero") }
        } else {
            try digits()
        }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[start..<index])
        return Double(text) ?? .nan
    }

    private mutating func digits() throws(JSONSyntaxError) {
        let start = index
        while let scalar = current, ("0"..."9").contains(scalar) { index += 1 }
        guard index > start else { throw unexpected("a digit") }
    }

    private func unexpected(_ expected: String) -> JSONSyntaxError {
        error("expected \(expected), found \(current.map { $0 == "\"" ? "a quote" : "\"\($0)\"" } ?? "the end")")
    }

    private func error(_ message: String) -> JSONSyntaxError {
        let before = scalars[..<min(index, scalars.count)]
        let lineStart = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
        return JSONSyntaxError(
            message: message, offset: before.count, line: before.count { $0 == "\n" } + 1,
            column: before.count - lineStart + 1)
    }
}
