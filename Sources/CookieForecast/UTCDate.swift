/// Days and seconds of the proleptic Gregorian calendar, in UTC, without locales or time zones.
enum UTCDate {
    static let secondsPerDay = 86_400

    /// Days from 1970-01-01 to a civil date (after Howard Hinnant's public-domain day-count formula).
    static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The civil date so many days from 1970-01-01.
    static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// `Date.prototype.toUTCString` of a time in milliseconds since 1970: "Sun, 21 Feb 2027 21:55:04 GMT", or "Invalid
    /// Date" beyond ±8.64e15 ms (ECMA-262, TimeClip).
    static func utcString(milliseconds: Double) -> String {
        guard milliseconds.isFinite, milliseconds.magnitude <= 8.64e15 else { return "Invalid Date" }
        let seconds = Int((milliseconds.rounded(.towardZero) / 1000).rounded(.down))
        let days = (seconds >= 0 ? seconds : seconds - (secondsPerDay - 1)) / secondsPerDay
        let time = seconds - days * secondsPerDay
        let date = civil(days)
        let weekday = weekdays[((days + 4) % 7 + 7) % 7]
        let year = (date.year < 0 ? "-" : "") + padded(abs(date.year), 4)
        let clock = [time / 3600, time / 60 % 60, time % 60].map { padded($0, 2) }.joined(separator: ":")
        return "\(weekday), \(padded(date.day, 2)) \(months[date.month - 1]) \(year) \(clock) GMT"
    }

    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
