/// An IPv4 address in any spelling that browsers take: `127.1`, `0x7f.0.0.1`, `2130706433` (URL Standard, section 3.5).
struct IPv4Address: CustomStringConvertible {
    private let value: UInt32

    init?(_ host: String) {
        var parts = host.split(separator: ".", omittingEmptySubsequences: false)
        if parts.last == "", parts.count > 1 { parts.removeLast() }
        guard parts.count <= 4 else { return nil }
        let numbers = parts.compactMap { Self.number($0) }
        guard numbers.count == parts.count, let last = numbers.last else { return nil }
        guard numbers.dropLast().allSatisfy({ $0 <= 255 }) else { return nil }
        // The last number fills all the bytes that the others leave.
        guard last < UInt64(1) << (8 * UInt64(5 - numbers.count)) else { return nil }
        var address = last
        for (index, number) in numbers.dropLast().enumerated() { address += number << (8 * UInt64(3 - index)) }
        value = UInt32(address)
    }

    /// A host whose last label is numeric must be an IPv4 address, or it is no host at all.
    static func endsInNumber(_ host: String) -> Bool {
        var parts = host.split(separator: ".", omittingEmptySubsequences: false)
        if parts.last == "" {
            if parts.count == 1 { return false }
            parts.removeLast()
        }
        guard let last = parts.last, let first = last.utf8.first, first.isASCIIDigit else { return false }
        return last.utf8.allSatisfy(\.isASCIIDigit) || number(last) != nil
    }

    var description: String {
        "\(value >> 24).\(value >> 16 & 255).\(value >> 8 & 255).\(value & 255)"
    }

    private static func number(_ text: Substring) -> UInt64? {
        guard !text.isEmpty else { return nil }
        var digits = text
        var radix = 10
        if text.hasPrefix("0x") || text.hasPrefix("0X") {
            digits = text.dropFirst(2)
            radix = 16
        } else if text.count > 1, text.hasPrefix("0") {
            digits = text.dropFirst()
            radix = 8
        }
        if digits.isEmpty { return 0 }
        guard digits.utf8.allSatisfy({ $0.hexDigitValue != nil }) else { return nil }
        guard let value = UInt64(digits, radix: radix) else {
            // Too large for 64 bits is a number all the same, one that no address can hold.
            return digits.utf8.allSatisfy { ($0.hexDigitValue ?? 16) < radix } ? UInt64(UInt32.max) + 1 : nil
        }
        return min(value, UInt64(UInt32.max) + 1)
    }
}
