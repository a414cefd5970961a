package import JSON

/// The text that JavaScript makes of values, which is what mappings and destinations send.
///
/// Numbers follow ECMAScript's Number::toString, texts and lists String(), JSON that of JSON.stringify.
package enum JavaScriptText {
    /// The text of a number: `1e+21`, `0.1`, `1e-7`, `0` for minus zero.
    package static func number(_ value: Double) -> String {
        if let whole = Int(exactly: value), whole.magnitude < 1 << 53 { return String(whole) }
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity" }
        let sign = value < 0 ? "-" : ""
        let (digits, point) = shortestDigits(of: value.magnitude)
        let count = digits.utf8.count
        switch point {
        case count...21 where point >= count:
            return sign + digits + String(repeating: "0", count: point - count)
        case 1...21:
            return sign + digits.prefix(point) + "." + digits.dropFirst(point)
        case -5...0:
            return sign + "0." + String(repeating: "0", count: -point) + digits
        default:
            let fraction = count > 1 ? "." + digits.dropFirst() : ""
            let exponent = point - 1
            return sign + digits.prefix(1) + fraction + "e" + (exponent < 0 ? "-" : "+") + String(exponent.magnitude)
        }
    }

    /// The fewest decimal digits that name a number, and how many of them stand before the point.
    ///
    /// Swift finds the same digits as JavaScript, but sets the point and the exponent otherwise.
    private static func shortestDigits(of value: Double) -> (digits: String, point: Int) {
        let parts = value.description.split(separator: "e")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa[0]
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        let all = whole + fraction
        let leading = all.prefix { $0 == "0" }.count
        var digits = all.dropFirst(leading)
        while digits.last == "0" { digits.removeLast() }
        return (String(digits), whole.count - leading + exponent)
    }

    /// What `String(value)` gives: lists joined by commas, nothing for a null in a list, `[object Object]`.
    package static func text(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .number(let value): number(value)
        case .string(let text): text
        case .array(let elements): elements.map { $0 == .null ? "" : text(of: $0) }.joined(separator: ",")
        case .object: "[object Object]"
        }
    }

    /// The position in a list that a key names: a whole number without leading zeros; nil for any other key.
    static func arrayIndex(_ key: String) -> Int? {
        let digits = key.utf8
        guard (1...9).contains(digits.count), digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
        guard digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
        return Int(key)
    }
}
