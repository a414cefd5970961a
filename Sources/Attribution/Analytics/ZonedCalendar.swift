import Foundation

/// The Gregorian calendar in a time zone, on whole milliseconds.
struct ZonedCalendar {
    private let calendar: Calendar

    init(_ zone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        self.calendar = calendar
    }

    /// When the day, month or year that a time is in began.
    func start(of unit: Calendar.Component, at time: Timestamp) -> Timestamp {
        calendar.dateInterval(of: unit, for: time.date).map { Timestamp(nearest: $0.start) } ?? time
    }

    /// When the next day or month begins.
    func end(of unit: Calendar.Component, at time: Timestamp) -> Timestamp {
        start(of: unit, at: adding(1, unit, to: start(of: unit, at: time)))
    }

    /// When the quarter that a time is in began.
    func startOfQuarter(at time: Timestamp) -> Timestamp {
        let month = start(of: .month, at: time)
        return adding(-(calendar.component(.month, from: month.date) - 1) % 3, .month, to: month)
    }

    /// The same time of the day some days or months later.
    func adding(_ count: Int, _ unit: Calendar.Component, to time: Timestamp) -> Timestamp {
        calendar.date(byAdding: unit, value: count, to: time.date).map { Timestamp(nearest: $0) } ?? time
    }

    /// How many days fit in between, as a calendar counts them: also those that have 23 or 25 hours.
    func fullDays(in span: Range<Timestamp>) -> Int {
        let last = span.upperBound - .milliseconds(1)
        return calendar.dateComponents([.day], from: span.lowerBound.date, to: last.date).day ?? 0
    }

    /// When the day that a text names began: the day as it stands there, or the one in which the point in time lies.
    func startOfDay(_ written: WrittenTime) -> Timestamp {
        guard written.offset == nil else { return start(of: .day, at: written.timestamp) }
        let day = CivilDay(daysSince1970: written.clock.milliseconds / 86_400_000)
        // At noon, because not every day has a midnight.
        let noon = DateComponents(year: Int(day.year), month: Int(day.month), day: Int(day.day), hour: 12)
        return calendar.date(from: noon).map { start(of: .day, at: Timestamp(nearest: $0)) } ?? written.clock
    }
}

extension Timestamp {
    /// The millisecond that a date is nearest to, for a date is a floating-point number.
    fileprivate init(nearest date: Date) {
        self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
    }
}
