/// A time as somebody wrote it: what a clock shows, and where that clock is if the text says so.
///
/// The forms are those that programs write and JavaScript reads: `2026-03-02`, `2026-03-02T09:15:04.123+01:00`,
/// `2026/03/02 09:15`, `3/2/2026`, `Mar 2, 2026`, `2 March 2026` and
/// `Mon Mar 02 2026 09:15:04 GMT+0100 (Central European Standard Time)`.
public struct WrittenTime: Sendable, Hashable {
    /// What the clock shows, as if it were in UTC.
    var clock: Timestamp
    /// How far east of UTC the clock is; nil where the text does not say.
    var offset: Duration?

    /// A time from its text; nil for what is no time.
    public init?(_ text: String) {
        let text = text[...]
        guard let (day, rest) = Self.day(text), let (time, offset) = Self.timeOfDay(rest) else { return nil }
        clock = Timestamp(milliseconds: day.daysSince1970 * 86_400_000) + time
        self.offset = offset
    }

    /// The point in time; a clock of which nothing else is said is in UTC.
    public var timestamp: Timestamp { clock - (offset ?? .zero) }

    private static func day(_ text: Substring) -> (CivilDay, rest: Substring)? {
        if let match = text.prefixMatch(of: /([0-9]{4})[-\/]([0-9]{1,2})[-\/]([0-9]{1,2})/) {
            return day(match.1, match.2, match.3, behind: match.range, in: text)
        }
        if let match = text.prefixMatch(of: /([0-9]{1,2})\/([0-9]{1,2})\/([0-9]{4})/) {
            return day(match.3, match.1, match.2, behind: match.range, in: text)
        }
        if let match = text.prefixMatch(of: /(?:[A-Za-z]+,? +)?([A-Za-z]+)\.? +([0-9]{1,2}),? +([0-9]{4})/) {
            return day(match.3, match.1, match.2, behind: match.range, in: text)
        }
        if let match = text.prefixMatch(of: /(?:[A-Za-z]+,? +)?([0-9]{1,2}) +([A-Za-z]+)\.? +([0-9]{4})/) {
            return day(match.3, match.2, match.1, behind: match.range, in: text)
        }
        return nil
    }

    private static func day(
        _ year: Substring, _ month: Substring, _ day: Substring, behind range: Range<Substring.Index>,
        in text: Substring
    ) -> (CivilDay, rest: Substring)? {
        guard let year = Int64(year), let month = number(ofMonth: month), let day = Int64(day),
            let found = CivilDay(year: year, month: month, day: day)
        else { return nil }
        return (found, text[range.upperBound...])
    }

    /// The month of a number or of a name, which may be cut to its first three letters.
    private static func number(ofMonth text: Substring) -> Int64? {
        if let number = Int64(text) { return number }
        let name = text.lowercased()
        guard name.utf8.count >= 3, let index = months.firstIndex(where: { $0.hasPrefix(name) }) else { return nil }
        return Int64(index) + 1
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    /// What follows the day: nothing, or a time and perhaps an offset.
    private static func timeOfDay(_ text: Substring) -> (Duration, offset: Duration?)? {
        guard !text.isEmpty else { return (.zero, nil) }
        let form =
            /(?:T|,? +)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)? *([^ 0-9:.(][^ (]*)?(?: *\(.*\))?/
        guard let match = text.wholeMatch(of: form), let hours = Int(match.1), hours < 24,
            let minutes = Int(match.2), minutes < 60, let seconds = Int(match.3 ?? "0"), seconds < 60,
            let milliseconds = Int("\(match.4 ?? "")000".prefix(3))
        else { return nil }
        let time = Duration.seconds(hours * 3_600 + minutes * 60 + seconds) + .milliseconds(milliseconds)
        guard let zone = match.5 else { return (time, nil) }
        return offset(zone).map { (time, $0) }
    }

    private static func offset(_ text: Substring) -> Duration? {
        if ["Z", "UTC", "GMT"].contains(text.uppercased()) { return .zero }
        guard let match = text.wholeMatch(of: /(?:GMT|UTC)?([-+])([0-9]{2}):?([0-9]{2})?/),
            let hours = Int(match.2), hours < 24, let minutes = Int(match.3 ?? "0"), minutes < 60
        else { return nil }
        return .seconds((hours * 3_600 + minutes * 60) * (match.1 == "-" ? -1 : 1))
    }
}

extension Timestamp {
    /// A time as programs write it; without an offset it is meant as UTC.
    init?(text: String) {
        if let time = Timestamp(asWrittenHere: text) {
            self = time
        } else {
            guard let written = WrittenTime(text) else { return nil }
            self = written.timestamp
        }
    }

    /// A time in the form of ``text``, in which most are: an export has many, and patterns take long.
    private init?(asWrittenHere text: String) {
        let form = Array("dddd-dd-ddTdd:dd:dd.dddZ".utf8)
        let bytes = Array(text.utf8)
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        guard bytes.count == form.count,
            zip(bytes, form).allSatisfy({ $1 == UInt8(ascii: "d") ? isDigit($0) : $0 == $1 })
        else { return nil }
        func number(_ range: Range<Int>) -> Int64 { bytes[range].reduce(0) { $0 * 10 + Int64($1 & 15) } }
        let (hours, minutes, seconds) = (number(11..<13), number(14..<16), number(17..<19))
        guard let day = CivilDay(year: number(0..<4), month: number(5..<7), day: number(8..<10)), hours < 24,
            minutes < 60, seconds < 60
        else { return nil }
        let clock = (hours * 60 + minutes) * 60 + seconds
        milliseconds = day.daysSince1970 * 86_400_000 + clock * 1_000 + number(20..<23)
    }
}
