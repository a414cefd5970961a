/// The number that JavaScript's `Number` makes of a text (ECMAScript, StringToNumber).
enum JavaScriptNumber {
    /// The number of a text, which may have white space around it; 0 for a blank one, nil for what is no number.
    static func value(of text: String) -> Double? {
        let digits = trimmed(text)
        if digits.isEmpty { return 0 }
        if let whole = prefixed(digits) { return whole }
        let unsigned = digits.first == "-" || digits.first == "+" ? digits.dropFirst() : digits[...]
        if unsigned == "Infinity" { return digits.first == "-" ? -.infinity : .infinity }
        guard isDecimal(unsigned.utf8) else { return nil }
        // Swift wants a digit on both sides of the point, JavaScript on one.
        return Double(String(digits)) ?? Double(completed(digits))
    }

    private static func trimmed(_ text: String) -> Substring {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return Substring(scalars[first...last])
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t"..."\r", " ", "\u{A0}", "\u{FEFF}", "\u{2028}", "\u{2029}": true
        default: scalar.value > 0x7F && scalar.properties.generalCategory == .spaceSeparator
        }
    }

    /// A whole number in base 16, 8 or 2, which has no sign; NaN never comes out of it, for there the text is refused.
    private static func prefixed(_ text: Substring) -> Double? {
        let radix: Int
        switch text.prefix(2) {
        case "0x", "0X": radix = 16
        case "0o", "0O": radix = 8
        case "0b", "0B": radix = 2
        default: return nil
        }
        let digits = text.utf8.dropFirst(2)
        guard !digits.isEmpty else { return nil }
        var value = 0.0
        for byte in digits {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix else { return nil }
            value = value * Double(radix) + Double(digit)
        }
        return value
    }

    /// Digits with at most one point and perhaps an exponent.
    private static func isDecimal(_ text: Substring.UTF8View) -> Bool {
        var digits = 0
        var hasPoint = false
        var rest = text
        while let byte = rest.first {
            if isDigit(byte) {
                digits += 1
            } else if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else {
                break
            }
            rest = rest.dropFirst()
        }
        guard digits > 0 else { return false }
        guard let byte = rest.first else { return true }
        guard byte | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropFirst()
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// The same number with zeros where the point has no digit beside it.
    private static func completed(_ text: Substring) -> String {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return String(text) }
        let needsBefore = parts[0].utf8.last.map(isDigit) != true
        let needsBehind = parts[1].utf8.first.map(isDigit) != true
        return parts[0] + (needsBefore ? "0." : ".") + (needsBehind ? "0" : "") + parts[1]
    }
}
