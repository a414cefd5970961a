public import Foundation

/// A stretch of time whose events are counted, and how it is divided (`dub-api.md`, 15.2 and 15.5).
public struct TimeWindow: Sendable, Hashable {
    /// What a bucket is.
    public enum Granularity: String, Sendable, Hashable, CaseIterable {
        case hour, day, month
    }

    /// From when on events count, and from when on they do not any more.
    public var span: Range<Timestamp>
    /// What a bucket is.
    public var granularity: Granularity
    /// The time zone in which days and months begin.
    public var zone: TimeZone

    /// More rows are never answered.
    static let mostBuckets = 5_000

    /// A stretch of time in a time zone.
    public init(_ span: Range<Timestamp>, by granularity: Granularity, in zone: TimeZone) {
        self.span = span
        self.granularity = granularity
        self.zone = zone
    }

    /// When each bucket begins, the oldest first.
    ///
    /// The first one may begin before the window does: it stands for a whole hour, day or month.
    public var buckets: [Timestamp] {
        let calendar = ZonedCalendar(zone)
        var starts: [Timestamp] = []
        var next = start(calendar, of: span.lowerBound)
        while next < span.upperBound, starts.count < Self.mostBuckets {
            starts.append(next)
            next = end(calendar, of: next)
        }
        return starts
    }

    /// A bucket's beginning as the rows show it: hours in UTC, days and months with the offset of their time zone.
    public func label(of bucket: Timestamp) -> String {
        let offset = granularity == .hour ? 0 : zone.secondsFromGMT(for: bucket.date)
        let clock = (bucket + .seconds(offset)).text.dropLast()
        let minutes = abs(offset) / 60
        let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
        return "\(clock)\(offset < 0 ? "-" : "+")\(digits)"
    }

    private func start(_ calendar: ZonedCalendar, of time: Timestamp) -> Timestamp {
        switch granularity {
        case .hour: Timestamp(milliseconds: time.milliseconds - time.milliseconds % 3_600_000)
        case .day: calendar.start(of: .day, at: time)
        case .month: calendar.start(of: .month, at: time)
        }
    }

    private func end(_ calendar: ZonedCalendar, of bucket: Timestamp) -> Timestamp {
        switch granularity {
        case .hour: bucket + .seconds(3_600)
        case .day: calendar.end(of: .day, at: bucket)
        case .month: calendar.end(of: .month, at: bucket)
        }
    }
}
