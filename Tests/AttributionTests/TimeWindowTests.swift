import Attribution
import Foundation
import Testing

@Suite("Windows of time")
struct TimeWindowTests {
    /// A Thursday.
    static let now = "2026-08-20T09:15:04.123Z"

    private func window(
        _ query: String, at now: String = Self.now, since creation: String? = nil
    ) throws -> TimeWindow {
        let request = try TimeRequest(.query(query))
        return request.window(at: try .at(now), since: try creation.map { try .at($0) })
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var query: String
        var from: String
        var to: String
        var granularity: TimeWindow.Granularity
        var buckets: Int
        var first: String
        var last: String

        var testDescription: String { query }
    }

    static let presets = [
        Row(
            query: "interval=24h", from: "2026-08-19T09:15:04.123Z", to: "2026-08-20T09:15:04.124Z", granularity: .hour,
            buckets: 25, first: "2026-08-19T09:00:00.000+0000", last: "2026-08-20T09:00:00.000+0000"),
        Row(
            query: "interval=7d", from: "2026-08-13T09:15:04.123Z", to: "2026-08-21T00:00:00.000Z", granularity: .day,
            buckets: 8, first: "2026-08-13T00:00:00.000+0000", last: "2026-08-20T00:00:00.000+0000"),
        Row(
            query: "", from: "2026-07-21T09:15:04.123Z", to: "2026-08-21T00:00:00.000Z", granularity: .day,
            buckets: 31, first: "2026-07-21T00:00:00.000+0000", last: "2026-08-20T00:00:00.000+0000"),
        Row(
            query: "interval=30d&end=2026-08-01", from: "2026-07-21T09:15:04.123Z", to: "2026-08-21T00:00:00.000Z",
            granularity: .day, buckets: 31, first: "2026-07-21T00:00:00.000+0000",
            last: "2026-08-20T00:00:00.000+0000"),
        Row(
            query: "interval=90d", from: "2026-05-22T09:15:04.123Z", to: "2026-08-21T00:00:00.000Z", granularity: .day,
            buckets: 91, first: "2026-05-22T00:00:00.000+0000", last: "2026-08-20T00:00:00.000+0000"),
        Row(
            query: "interval=1y", from: "2025-08-20T09:15:04.123Z", to: "2026-08-21T00:00:00.000Z", granularity: .month,
            buckets: 13, first: "2025-08-01T00:00:00.000+0000", last: "2026-08-01T00:00:00.000+0000"),
        Row(
            query: "interval=mtd", from: "2026-08-01T00:00:00.000Z", to: "2026-08-21T00:00:00.000Z", granularity: .day,
            buckets: 20, first: "2026-08-01T00:00:00.000+0000", last: "2026-08-20T00:00:00.000+0000"),
        Row(
            query: "interval=qtd", from: "2026-07-01T00:00:00.000Z", to: "2026-08-21T00:00:00.000Z", granularity: .day,
            buckets: 51, first: "2026-07-01T00:00:00.000+0000", last: "2026-08-20T00:00:00.000+0000"),
        Row(
            query: "interval=ytd", from: "2026-01-01T00:00:00.000Z", to: "2026-08-21T00:00:00.000Z",
            granularity: .month, buckets: 8, first: "2026-01-01T00:00:00.000+0000",
            last: "2026-08-01T00:00:00.000+0000"),
        Row(
            query: "interval=all", from: "2022-09-22T00:00:00.000Z", to: "2026-08-21T00:00:00.000Z",
            granularity: .month, buckets: 48, first: "2022-09-01T00:00:00.000+0000",
            last: "2026-08-01T00:00:00.000+0000"),
    ]

    static let days = [
        Row(
            query: "start=2026-08-20", from: "2026-08-20T00:00:00.000Z", to: "2026-08-21T00:00:00.000Z",
            granularity: .hour, buckets: 24, first: "2026-08-20T00:00:00.000+0000",
            last: "2026-08-20T23:00:00.000+0000"),
        Row(
            query: "start=2026-08-01&end=2026-08-03&interval=1y", from: "2026-08-01T00:00:00.000Z",
            to: "2026-08-04T00:00:00.000Z", granularity: .hour, buckets: 72, first: "2026-08-01T00:00:00.000+0000",
            last: "2026-08-03T23:00:00.000+0000"),
        Row(
            query: "start=2026-08-01T22:00:00Z&end=2026-08-04T01:00:00Z", from: "2026-08-01T00:00:00.000Z",
            to: "2026-08-05T00:00:00.000Z", granularity: .day, buckets: 4, first: "2026-08-01T00:00:00.000+0000",
            last: "2026-08-04T00:00:00.000+0000"),
        Row(
            query: "start=2026-01-01&end=2026-06-30", from: "2026-01-01T00:00:00.000Z", to: "2026-07-01T00:00:00.000Z",
            granularity: .day, buckets: 181, first: "2026-01-01T00:00:00.000+0000",
            last: "2026-06-30T00:00:00.000+0000"),
        Row(
            query: "start=2026-01-01&end=2026-07-01", from: "2026-01-01T00:00:00.000Z", to: "2026-07-02T00:00:00.000Z",
            granularity: .month, buckets: 7, first: "2026-01-01T00:00:00.000+0000",
            last: "2026-07-01T00:00:00.000+0000"),
    ]

    static let zones = [
        // A date is the day of the time zone, wherever that is.
        Row(
            query: "start=2026-03-01&end=2026-03-04&timezone=Asia/Tokyo", from: "2026-02-28T15:00:00.000Z",
            to: "2026-03-04T15:00:00.000Z", granularity: .day, buckets: 4, first: "2026-03-01T00:00:00.000+0900",
            last: "2026-03-04T00:00:00.000+0900"),
        Row(
            query: "start=2026-06-01&end=2026-06-04&timezone=America/New_York", from: "2026-06-01T04:00:00.000Z",
            to: "2026-06-05T04:00:00.000Z", granularity: .day, buckets: 4, first: "2026-06-01T00:00:00.000-0400",
            last: "2026-06-04T00:00:00.000-0400"),
        // A point in time is on the day that the time zone has then.
        Row(
            query: "start=2026-06-01T02:00:00Z&end=2026-06-04T02:00:00Z&timezone=America/New_York",
            from: "2026-05-31T04:00:00.000Z", to: "2026-06-04T04:00:00.000Z", granularity: .day, buckets: 4,
            first: "2026-05-31T00:00:00.000-0400", last: "2026-06-03T00:00:00.000-0400"),
        // The clocks go forward, and 23 hours are a day.
        Row(
            query: "start=2026-03-28&end=2026-03-31&timezone=Europe/Berlin", from: "2026-03-27T23:00:00.000Z",
            to: "2026-03-31T22:00:00.000Z", granularity: .day, buckets: 4, first: "2026-03-28T00:00:00.000+0100",
            last: "2026-03-31T00:00:00.000+0200"),
        Row(
            query: "start=2026-03-28&end=2026-03-30&timezone=Europe/Berlin", from: "2026-03-27T23:00:00.000Z",
            to: "2026-03-30T22:00:00.000Z", granularity: .hour, buckets: 71, first: "2026-03-27T23:00:00.000+0000",
            last: "2026-03-30T21:00:00.000+0000"),
        // They go back, and 25 hours are one.
        Row(
            query: "start=2026-10-31&end=2026-11-02&timezone=America/New_York", from: "2026-10-31T04:00:00.000Z",
            to: "2026-11-03T05:00:00.000Z", granularity: .hour, buckets: 73, first: "2026-10-31T04:00:00.000+0000",
            last: "2026-11-03T04:00:00.000+0000"),
        // A day without a midnight.
        Row(
            query: "start=2026-04-23&end=2026-04-26&timezone=Africa/Cairo", from: "2026-04-22T22:00:00.000Z",
            to: "2026-04-26T21:00:00.000Z", granularity: .day, buckets: 4, first: "2026-04-23T00:00:00.000+0200",
            last: "2026-04-26T00:00:00.000+0300"),
        // Hours are those of UTC, also where the day begins between them.
        Row(
            query: "start=2026-08-20&timezone=Asia/Kolkata", from: "2026-08-19T18:30:00.000Z",
            to: "2026-08-20T18:30:00.000Z", granularity: .hour, buckets: 25, first: "2026-08-19T18:00:00.000+0000",
            last: "2026-08-20T18:00:00.000+0000"),
        Row(
            query: "interval=mtd&timezone=Asia/Kolkata", from: "2026-07-31T18:30:00.000Z",
            to: "2026-08-20T18:30:00.000Z", granularity: .day, buckets: 20, first: "2026-08-01T00:00:00.000+0530",
            last: "2026-08-20T00:00:00.000+0530"),
        Row(
            query: "interval=1y&timezone=America/New_York", from: "2025-08-20T09:15:04.123Z",
            to: "2026-08-21T04:00:00.000Z", granularity: .month, buckets: 13, first: "2025-08-01T00:00:00.000-0400",
            last: "2026-08-01T00:00:00.000-0400"),
        Row(
            query: "interval=7d&timezone=Nowhere/Else", from: "2026-08-13T09:15:04.123Z",
            to: "2026-08-21T00:00:00.000Z", granularity: .day, buckets: 8, first: "2026-08-13T00:00:00.000+0000",
            last: "2026-08-20T00:00:00.000+0000"),
    ]

    @Test("A window has the table's ends and buckets", arguments: presets + days + zones)
    func window(_ row: Row) throws {
        let window = try window(row.query)
        #expect(window.span.lowerBound.text == row.from)
        #expect(window.span.upperBound.text == row.to)
        #expect(window.granularity == row.granularity)
        let buckets = window.buckets
        #expect(buckets.count == row.buckets)
        #expect(buckets.first.map(window.label) == row.first)
        #expect(buckets.last.map(window.label) == row.last)
        #expect(buckets == buckets.sorted() && Set(buckets).count == buckets.count)
    }

    @Test(
        "The number of buckets of a preset is the same at every time, also where the clocks change",
        arguments: ["UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo"])
    func always(_ zone: String) throws {
        let start = try Timestamp.at("2026-03-05T23:30:00Z")
        for hours in stride(from: 0, to: 24 * 35, by: 5) {
            let now = (start + .seconds(hours * 3_600)).text
            #expect(try window("interval=24h&timezone=\(zone)", at: now).buckets.count == 25, "\(now)")
            #expect(try window("interval=7d&timezone=\(zone)", at: now).buckets.count == 8, "\(now)")
        }
        for now in ["2026-03-29T12:00:00Z", "2026-11-01T12:00:00Z", "2028-02-29T12:00:00Z", "2026-12-31T23:59:59.999Z"]
        {
            #expect(try window("timezone=\(zone)", at: now).buckets.count == 31, "\(now)")
            #expect(try window("interval=90d&timezone=\(zone)", at: now).buckets.count == 91, "\(now)")
            #expect(try window("interval=1y&timezone=\(zone)", at: now).buckets.count == 13, "\(now)")
        }
    }

    @Test("Quarters begin in January, April, July and October")
    func quarters() throws {
        for (now, start) in [
            ("2026-01-01T00:00:00Z", "2026-01-01"), ("2026-03-31T23:00:00Z", "2026-01-01"),
            ("2026-06-30T00:00:00Z", "2026-04-01"), ("2026-12-31T00:00:00Z", "2026-10-01"),
        ] {
            #expect(try window("interval=qtd", at: now).span.lowerBound.text == "\(start)T00:00:00.000Z")
        }
    }

    @Test(
        "As a timeseries, all goes back to the workspace's first day: hours, then days, then months",
        arguments: [
            ("2026-08-20T08:00:00Z", TimeWindow.Granularity.hour, 24),
            ("2026-08-18T23:59:59Z", .hour, 72), ("2026-08-17T00:00:00Z", .day, 4),
            ("2026-02-20T00:00:00Z", .month, 7), ("2026-02-21T00:00:00Z", .day, 181),
        ] as [(String, TimeWindow.Granularity, Int)])
    func all(_ creation: String, _ granularity: TimeWindow.Granularity, _ buckets: Int) throws {
        let window = try window("interval=all", since: creation)
        #expect(window.granularity == granularity)
        #expect(window.buckets.count == buckets)
    }

    @Test("An end before the start, and a start after today, leave nothing", arguments: ["&end=2026-08-01", ""])
    func reversed(_ end: String) throws {
        #expect(try window("start=2026-08-25\(end)").span.isEmpty)
        #expect(try window("start=2026-08-25\(end)").buckets.isEmpty)
    }

    @Test("A window without end does not have rows without end")
    func endless() throws {
        #expect(try window("start=2026-08-25&end=9999-12-31").buckets.count == 5_000)
    }

    @Test(
        "What cannot be read is refused in the API's words",
        arguments: [
            ("start=soon", "custom: start: Invalid date"), ("start=2026-02-30", "custom: start: Invalid date"),
            ("end=later", "custom: end: Invalid date"),
            ("start=2022-09-21", "custom: start: The start date cannot be earlier than Sep 22, 2022."),
            (
                "interval=1d",
                #"invalid_value: interval: Invalid option: expected one of "24h"|"7d"|"30d"|"90d"|"1y"|"mtd"|"qtd"|"ytd"|"all""#
            ),
        ])
    func refused(_ query: String, _ message: String) {
        #expect { try window(query) } throws: { ($0 as? APIError)?.message == message }
        #expect(throws: Never.self) { try window("start=2022-09-22") }
    }
}
