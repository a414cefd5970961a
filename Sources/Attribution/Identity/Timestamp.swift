public import Foundation

/// A point in time as the API keeps it: whole milliseconds since 1970, UTC.
public struct Timestamp: Sendable, Hashable, Comparable, Codable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// A point in time.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The millisecond a date is in.
    public init(_ date: Date) {
        milliseconds = Int64((date.timeIntervalSince1970 * 1_000).rounded(.down))
    }

    /// The same point as a date.
    public var date: Date {
        Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }

    /// ISO 8601 with milliseconds and `Z`, such as `2026-03-02T09:15:04.123Z` (`dub-api.md`, 5.2).
    public var text: String {
        // By hand: a date is a floating-point number, whose milliseconds a formatter may round away.
        let day = milliseconds.flooring(86_400_000)
        let rest = milliseconds - day * 86_400_000
        let civil = CivilDay(daysSince1970: day)
        var text = Digits()
        text.add(civil.year, width: 4, before: "-")
        text.add(civil.month, width: 2, before: "-")
        text.add(civil.day, width: 2, before: "T")
        text.add(rest / 3_600_000, width: 2, before: ":")
        text.add(rest / 60_000 % 60, width: 2, before: ":")
        text.add(rest / 1_000 % 60, width: 2, before: ".")
        text.add(rest % 1_000, width: 3, before: "Z")
        return String(decoding: text.bytes, as: UTF8.self)
    }

    /// As HTTP writes dates, such as `Mon, 02 Mar 2026 09:15:04 GMT` (RFC 9110, section 5.6.7).
    public var httpDate: String {
        let day = milliseconds.flooring(86_400_000)
        let rest = milliseconds - day * 86_400_000
        let civil = CivilDay(daysSince1970: day)
        // The first day of 1970 was a Thursday.
        let weekday = Self.weekdays[Int(((day + 4) % 7 + 7) % 7)]
        var text = Digits()
        text.add(civil.day, width: 2, before: " ")
        text.bytes += Self.months[Int(civil.month) - 1].utf8
        text.bytes.append(UInt8(ascii: " "))
        text.add(civil.year, width: 4, before: " ")
        text.add(rest / 3_600_000, width: 2, before: ":")
        text.add(rest / 60_000 % 60, width: 2, before: ":")
        text.add(rest / 1_000 % 60, width: 2, before: " ")
        return "\(weekday), \(String(decoding: text.bytes, as: UTF8.self))GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Whether a point comes before another.
    public static func < (one: Timestamp, other: Timestamp) -> Bool {
        one.milliseconds < other.milliseconds
    }

    /// The point after a duration; what is less than a millisecond is lost.
    public static func + (time: Timestamp, duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        return Timestamp(milliseconds: time.milliseconds + seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
    }

    /// The point before a duration.
    public static func - (time: Timestamp, duration: Duration) -> Timestamp {
        time + (.zero - duration)
    }
}

/// Numbers of a date, which every answer has some of, written without a text for each.
private struct Digits {
    var bytes: [UInt8] = []

    init() {
        bytes.reserveCapacity(32)
    }

    /// Writes a number with zeros up to a width, and what comes behind it.
    mutating func add(_ number: Int64, width: Int, before mark: Unicode.Scalar) {
        let digits = String(number).utf8
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, width - digits.count)))
        bytes.append(contentsOf: digits)
        bytes.append(UInt8(ascii: mark))
    }
}

/// A day of the proleptic Gregorian calendar.
struct CivilDay {
    let year: Int64
    let month: Int64
    let day: Int64

    /// Counted in eras of 400 years that begin in March, so that a leap day ends its year.
    init(daysSince1970: Int64) {
        let days = daysSince1970 + 719_468
        let era = days.flooring(146_097)
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// A day that the calendar has; nil for any other.
    init?(year: Int64, month: Int64, day: Int64) {
        guard (1...12).contains(month), (1...31).contains(day) else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        self.init(daysSince1970: days)
        guard self.month == month else { return nil }
    }

    /// How many days after 1 January 1970 it is.
    var daysSince1970: Int64 { Self.days(year: year, month: month, day: day) }

    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let era = yearFromMarch.flooring(400)
        let yearOfEra = yearFromMarch - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension Int64 {
    /// The quotient, rounded down also where it is negative.
    fileprivate func flooring(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
