/// Numbers as JavaScript prints and reads them.
enum JSNumber {
    /// Number::toString: the shortest digits that read back alike, plain between 1e-7 and 1e21 (ECMA-262, section 6.1.6.1.20).
    static func string(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value == 0 { return "0" }
        if value < 0 { return "-" + string(-value) }
        if value.isInfinite { return "Infinity" }
        let (digits, point) = shortest(value)
        let count = digits.count
        switch point {
        case count...21: return digits + String(repeating: "0", count: point - count)
        case 1...21: return digits.prefix(point) + "." + digits.dropFirst(point)
        case -5...0: return "0." + String(repeating: "0", count: -point) + digits
        default:
            let exponent = point - 1
            let fraction = count > 1 ? "." + digits.dropFirst() : ""
            return "\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(abs(exponent))"
        }
    }

    /// The significant digits and the place of the decimal point before them: 0.00123 is ("123", -2).
    private static func shortest(_ value: Double) -> (digits: String, point: Int) {
        let parts = value.description.split(separator: "e")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa[0]
        let all = String(whole) + (mantissa.count > 1 ? String(mantissa[1]) : "")
        let leading = all.prefix { $0 == "0" }.count
        var digits = String(all.dropFirst(leading))
        while digits.hasSuffix("0") { digits.removeLast() }
        return (digits, whole.count - leading + exponent)
    }

    /// StringToNumber: white space around, decimal, `0x`, `0o`, `0b`, `Infinity`; empty is 0, anything else NaN.
    static func parse(_ text: String) -> Double {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return 0 }
        var trimmed = ""
        trimmed.unicodeScalars.append(contentsOf: scalars[first...last])
        let lower = trimmed.lowercased()
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where lower.hasPrefix(prefix) {
            return integer(lower.dropFirst(2), radix: radix)
        }
        let unsigned = trimmed.hasPrefix("-") || trimmed.hasPrefix("+") ? trimmed.dropFirst() : trimmed[...]
        if unsigned == "Infinity" { return trimmed.hasPrefix("-") ? -Double.infinity : .infinity }
        guard isDecimal(unsigned) else { return .nan }
        return Double(trimmed) ?? .nan
    }

    private static func integer(_ digits: Substring, radix: Int) -> Double {
        guard !digits.isEmpty else { return .nan }
        var value = 0.0
        for digit in digits {
            guard digit.isASCII, let number = digit.hexDigitValue, number < radix else { return .nan }
            value = value * Double(radix) + Double(number)
        }
        return value
    }

    /// Digits with at most one point, at least one digit, and perhaps an exponent.
    private static func isDecimal(_ text: Substring) -> Bool {
        let bytes = text.utf8
        let mantissa = bytes.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
        let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        let points = mantissa.count { $0 == UInt8(ascii: ".") }
        guard points <= 1, mantissa.count > points, mantissa.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") })
        else { return false }
        guard mantissa.endIndex != bytes.endIndex else { return true }
        var exponent = bytes[mantissa.endIndex...].dropFirst()
        if exponent.first == UInt8(ascii: "-") || exponent.first == UInt8(ascii: "+") {
            exponent = exponent.dropFirst()
        }
        return !exponent.isEmpty && exponent.allSatisfy(isDigit)
    }

    /// WhiteSpace and LineTerminator.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0xA0, 0xFEFF, 0x2028, 0x2029: true
        default: scalar.properties.generalCategory == .spaceSeparator
        }
    }
}
