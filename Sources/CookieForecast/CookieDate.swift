/// The date of an `expires` attribute as Chromium reads it: RFC 6265bis, section 5.1.1, with the deviations that
/// Chromium 156 shows: numbers must fill their token, a year may have up to five digits, a clock needs three parts.
enum CookieDate {
    /// Seconds since 1970 in UTC; nil when the text is no date, so that the attribute has no effect.
    static func parse(_ text: String) -> Double? {
        var day: Int?
        var month: Int?
        var year: Int?
        var clock: [Int]?
        for token in text.utf8.split(whereSeparator: isDelimiter) {
            guard let first = token.first, isDigit(first) else {
                if month == nil { month = self.month(token) }
                continue
            }
            if token.contains(UInt8(ascii: ":")) {
                if clock == nil { clock = self.clock(token) }
            } else if let number = number(token) {
                if day == nil, token.count <= 2 {
                    day = number
                } else if year == nil, token.count <= 5 {
                    year = number
                }
            }
        }
        guard let day, let month, let clock, var year else { return nil }
        if (70...99).contains(year) { year += 1900 } else if (0...69).contains(year) { year += 2000 }
        guard (1...31).contains(day), clock[0] <= 23, clock[1] <= 59, clock[2] <= 59 else { return nil }
        let days = UTCDate.days(year: year, month: month, day: day)
        // 31 February is no date.
        guard UTCDate.civil(days) == (year, month, day) else { return nil }
        return Double(days * UTCDate.secondsPerDay + clock[0] * 3600 + clock[1] * 60 + clock[2])
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x20...0x2F, 0x3B...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// Words that start with the three letters of a month count, "Janvier" too.
    private static func month(_ token: Substring.UTF8View) -> Int? {
        let start = String(decoding: token.prefix(3), as: UTF8.self).lowercased()
        return UTCDate.months.firstIndex { $0.lowercased() == start }.map { $0 + 1 }
    }

    /// Hour, minute and second.
    private static func clock(_ token: Substring.UTF8View) -> [Int]? {
        let parts = token.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { number($0) }
        return parts.count == 3 && numbers.count == 3 ? numbers : nil
    }

    /// Digits and nothing else, within 32 bits.
    private static func number(_ token: Substring.UTF8View) -> Int? {
        guard token.allSatisfy(isDigit) else { return nil }
        return Int32(Substring(token)).map { Int($0) }
    }
}
