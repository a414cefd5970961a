/// Numbers between text and value as JavaScript has them, since that is what Segment's runtime is written in.
enum TriggerNumber {
    /// The number as JavaScript writes it.
    static func text(_ number: Double) -> String {
        if let whole = Int(exactly: number), abs(number) < 9e15 { return String(whole) }
        guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity" }
        // Swift gives the same shortest digits, with the point and the exponent elsewhere.
        let parts = abs(number).description.split(separator: "e")
        let mantissa = parts.first ?? "0"
        let written = mantissa.filter { $0 != "." }
        let digits = String(written.drop { $0 == "0" }.reversed().drop { $0 == "0" }.reversed())
        let leadingZeros = written.prefix { $0 == "0" }.count
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let point = mantissa.prefix { $0 != "." }.count - leadingZeros + exponent
        return (number < 0 ? "-" : "") + place(digits, point: point)
    }

    /// The digits with the decimal point behind the first `point` of them.
    private static func place(_ digits: String, point: Int) -> String {
        func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
        switch point {
        case digits.count...21 where point > 0: return digits + zeros(point - digits.count)
        case 1...21: return digits.prefix(point) + "." + digits.dropFirst(point)
        case -5...0: return "0." + zeros(-point) + digits
        default:
            let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
            return digits.prefix(1) + fraction + (point > 0 ? "e+" : "e-") + String(abs(point - 1))
        }
    }

    /// The number that JavaScript's `Number` makes of a text, NaN for none.
    static func value(_ text: String) -> Double {
        let trimmed = trimming(text)
        if trimmed.isEmpty { return 0 }
        let radixes = [("0x", 16), ("0o", 8), ("0b", 2)]
        for (prefix, radix) in radixes where trimmed.lowercased().hasPrefix(prefix) {
            return whole(trimmed.dropFirst(2), radix: Double(radix))
        }
        let hasSign = trimmed.hasPrefix("-") || trimmed.hasPrefix("+")
        let unsigned = trimmed.dropFirst(hasSign ? 1 : 0)
        let size = unsigned == "Infinity" ? .infinity : isDecimal(unsigned) ? Double(unsigned) ?? .nan : .nan
        return trimmed.hasPrefix("-") ? -size : size
    }

    private static func trimming(_ text: String) -> Substring {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.generalCategory == .spaceSeparator || ("\t"..."\r").contains(scalar)
                || ["\u{FEFF}", "\u{2028}", "\u{2029}"].contains(scalar)
        }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return text[first..<scalars.index(after: last)]
    }

    private static func whole(_ digits: Substring, radix: Double) -> Double {
        guard !digits.isEmpty else { return .nan }
        return digits.reduce(0) { total, digit in
            let value = digit.isASCII ? digit.hexDigitValue.map(Double.init) ?? .nan : .nan
            return value < radix ? total * radix + value : .nan
        }
    }

    /// Whether this is digits with at most one point and an exponent, and nothing else that Swift would read too.
    private static func isDecimal(_ text: Substring) -> Bool {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard mantissa.count <= 2, mantissa.contains(where: { !$0.isEmpty }), mantissa.allSatisfy(isDigits) else {
            return false
        }
        guard parts.count > 1 else { return true }
        let exponent = parts[1].dropFirst(parts[1].hasPrefix("-") || parts[1].hasPrefix("+") ? 1 : 0)
        return !exponent.isEmpty && isDigits(exponent)
    }

    private static func isDigits(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
