public import Foundation

/// The time parameters of a request, read and validated (`dub-api.md`, 15.2).
public struct TimeRequest: Sendable, Hashable {
    /// A window by its name.
    public enum Preset: String, Sendable, Hashable, CaseIterable {
        case day = "24h"
        case week = "7d"
        case month = "30d"
        case quarter = "90d"
        case year = "1y"
        case monthToDate = "mtd"
        case quarterToDate = "qtd"
        case yearToDate = "ytd"
        case all
    }

    /// The window by its name; `start` wins over it.
    public var preset = Preset.month
    /// The first day.
    public var start: WrittenTime?
    /// The last day, today for none; it counts with a first day only.
    public var end: WrittenTime?
    /// Where days begin.
    public var zone = TimeZone.gmt

    /// Nothing is older: 22 September 2022.
    private static let beginning = Timestamp(milliseconds: 1_663_804_800_000)

    /// The window by a name.
    public init(_ preset: Preset = .month, in zone: TimeZone = .gmt) {
        self.preset = preset
        self.zone = zone
    }

    /// The time parameters of a query.
    ///
    /// - Throws: 422 for the first one that cannot be read.
    public init(_ fields: RequestFields) throws(APIError) {
        let name = try fields.choice("interval", of: Preset.allCases.map(\.rawValue))
        preset = name.flatMap(Preset.init) ?? preset
        start = try Self.time("start", fields)
        if let start, start.timestamp < Self.beginning {
            throw .invalid(.custom, "start", "The start date cannot be earlier than Sep 22, 2022.")
        }
        end = try Self.time("end", fields)
        zone = try fields.text("timezone").nonEmpty.flatMap { TimeZone(identifier: $0) } ?? zone
    }

    private static func time(_ name: String, _ fields: RequestFields) throws(APIError) -> WrittenTime? {
        guard let text = try fields.text(name).nonEmpty else { return nil }
        guard let time = WrittenTime(text) else { throw .invalid(.custom, name, "Invalid date") }
        return time
    }

    /// The window at a time, whose own millisecond belongs to it.
    ///
    /// - Parameter creation: when the workspace was made, where `all` goes back no further and is divided like days
    ///   that are given, as it is for timeseries.
    public func window(at now: Timestamp, since creation: Timestamp? = nil) -> TimeWindow {
        let calendar = ZonedCalendar(zone)
        let tonight = calendar.end(of: .day, at: now)
        func window(from start: Timestamp, _ granularity: TimeWindow.Granularity) -> TimeWindow {
            TimeWindow(start..<max(start, tonight), by: granularity, in: zone)
        }
        func divided(from start: Timestamp, to end: Timestamp) -> TimeWindow {
            let span = start..<max(start, end)
            return TimeWindow(span, by: Self.granularity(ofDays: calendar.fullDays(in: span)), in: zone)
        }
        if let start {
            let last = end.map { calendar.end(of: .day, at: calendar.startOfDay($0)) }
            return divided(from: calendar.startOfDay(start), to: last ?? tonight)
        }
        switch preset {
        case .day:
            return TimeWindow(now - .seconds(86_400)..<now + .milliseconds(1), by: .hour, in: zone)
        case .week: return window(from: calendar.adding(-7, .day, to: now), .day)
        case .month: return window(from: calendar.adding(-30, .day, to: now), .day)
        case .quarter: return window(from: calendar.adding(-90, .day, to: now), .day)
        case .year: return window(from: calendar.adding(-12, .month, to: now), .month)
        case .monthToDate: return window(from: calendar.start(of: .month, at: now), .day)
        case .quarterToDate: return window(from: calendar.startOfQuarter(at: now), .day)
        case .yearToDate: return window(from: calendar.start(of: .year, at: now), .month)
        case .all:
            guard let creation else { return window(from: Self.beginning, .month) }
            return divided(from: calendar.start(of: .day, at: creation), to: tonight)
        }
    }

    private static func granularity(ofDays days: Int) -> TimeWindow.Granularity {
        switch days {
        case ...2: .hour
        case ...180: .day
        default: .month
        }
    }
}
