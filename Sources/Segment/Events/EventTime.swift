/// A point in time in whole milliseconds since 1970, UTC, as events carry it (`segment.md`, 1.7).
public struct EventTime: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// A point in time.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// A time in ISO 8601: `2026-03-01`, or with a time of day, a fraction of a second and an offset, as in
    /// `2026-03-01T10:00:00.000Z` or `2026-03-01T10:00:00.012345+00:00`.
    ///
    /// Without an offset it is meant as UTC. What is less than a millisecond is cut off. Nil for everything else.
    public init?(_ text: String) {
        var text = text
        guard let milliseconds = text.withUTF8({ bytes in EventTimeReader.milliseconds(bytes) }) else { return nil }
        self.init(milliseconds: milliseconds)
    }

    /// ISO 8601 with milliseconds and `Z`, such as `2026-03-02T09:15:04.123Z`.
    public var text: String {
        let dayLength: Int64 = 86_400_000
        let days = milliseconds >= 0 ? milliseconds / dayLength : (milliseconds + 1) / dayLength - 1
        let rest = milliseconds - days * dayLength
        let (year, month, day) = CivilCalendar.date(ofDay: days)
        return String(unsafeUninitializedCapacity: 24) { buffer in
            var position = 0
            func put(_ number: Int64, _ width: Int, then end: UInt8) {
                var left = number
                for offset in (0..<width).reversed() {
                    buffer[position + offset] = UInt8(ascii: "0") + UInt8(left % 10)
                    left /= 10
                }
                buffer[position + width] = end
                position += width + 1
            }
            put(min(max(year, 0), 9_999), 4, then: UInt8(ascii: "-"))
            put(month, 2, then: UInt8(ascii: "-"))
            put(day, 2, then: UInt8(ascii: "T"))
            put(rest / 3_600_000, 2, then: UInt8(ascii: ":"))
            put(rest / 60_000 % 60, 2, then: UInt8(ascii: ":"))
            put(rest / 1_000 % 60, 2, then: UInt8(ascii: "."))
            put(rest % 1_000, 3, then: UInt8(ascii: "Z"))
            return position
        }
    }

    /// Whether a point comes before another.
    public static func < (one: EventTime, other: EventTime) -> Bool {
        one.milliseconds < other.milliseconds
    }
}

/// The proleptic Gregorian calendar, counted in days since 1 January 1970.
private enum CivilCalendar {
    /// Counted in eras of 400 years that begin in March, so that a leap day ends its year.
    static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
        let fromMarch = month <= 2 ? year - 1 : year
        let era = (fromMarch >= 0 ? fromMarch : fromMarch - 399) / 400
        let yearOfEra = fromMarch - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func date(ofDay number: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let days = number + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}

/// Reads ISO 8601 byte by byte: patterns would take longer than everything else that is done with an event.
private struct EventTimeReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    static func milliseconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        var reader = EventTimeReader(bytes: bytes)
        guard let day = reader.day() else { return nil }
        guard reader.position < bytes.count else { return day * 86_400_000 }
        guard reader.take(UInt8(ascii: "T")) || reader.take(UInt8(ascii: "t")) || reader.take(UInt8(ascii: " ")),
            let clock = reader.clock(), let offset = reader.offset(), reader.position == bytes.count
        else { return nil }
        return day * 86_400_000 + clock - offset
    }

    private mutating func day() -> Int64? {
        guard let year = number(4), take(UInt8(ascii: "-")), let month = number(2), take(UInt8(ascii: "-")),
            let day = number(2), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let found = CivilCalendar.day(year: year, month: month, day: day)
        // The 31st of a month of 30 days is the first of the next one.
        return CivilCalendar.date(ofDay: found).month == month ? found : nil
    }

    private mutating func clock() -> Int64? {
        guard let hours = number(2), hours < 24, take(UInt8(ascii: ":")), let minutes = number(2), minutes < 60 else {
            return nil
        }
        var milliseconds = (hours * 60 + minutes) * 60_000
        guard take(UInt8(ascii: ":")) else { return milliseconds }
        guard let seconds = number(2), seconds < 60 else { return nil }
        milliseconds += seconds * 1_000
        guard take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) else { return milliseconds }
        guard let first = digit() else { return nil }
        milliseconds += first * 100
        milliseconds += (digit() ?? 0) * 10
        milliseconds += digit() ?? 0
        while digit() != nil {}
        return milliseconds
    }

    private mutating func offset() -> Int64? {
        if position == bytes.count || take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
        let isWest = take(UInt8(ascii: "-"))
        guard isWest || take(UInt8(ascii: "+")), let hours = number(2), hours < 24 else { return nil }
        _ = take(UInt8(ascii: ":"))
        let minutes = position == bytes.count ? 0 : number(2)
        guard let minutes, minutes < 60 else { return nil }
        return (hours * 60 + minutes) * 60_000 * (isWest ? -1 : 1)
    }

    private mutating func number(_ width: Int) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<width {
            guard let next = digit() else { return nil }
            value = value * 10 + next
        }
        return value
    }

    private mutating func digit() -> Int64? {
        guard position < bytes.count, case UInt8(ascii: "0")...UInt8(ascii: "9") = bytes[position] else { return nil }
        defer { position += 1 }
        return Int64(bytes[position] - UInt8(ascii: "0"))
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}
