import Segment
import Testing

@Suite("Times of events")
struct EventTimeTests {
    @Test(
        "the forms of ISO 8601 that SDKs send",
        arguments: [
            ("2026-03-01T10:00:00.000Z", "2026-03-01T10:00:00.000Z"),
            ("2026-03-01T10:00:00.012345+00:00", "2026-03-01T10:00:00.012Z"),
            ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00.000Z"), ("2026-03-01T10:00Z", "2026-03-01T10:00:00.000Z"),
            ("2026-03-01T10:00:00.5", "2026-03-01T10:00:00.500Z"), ("2026-03-01", "2026-03-01T00:00:00.000Z"),
            ("2026-03-01 10:00:00", "2026-03-01T10:00:00.000Z"),
            ("2026-03-01T00:30:00+01:00", "2026-02-28T23:30:00.000Z"),
            ("2024-02-29T23:59:59.999-0530", "2024-03-01T05:29:59.999Z"),
            ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
        ])
    func reads(text: String, time: String) {
        #expect(EventTime(text)?.text == time)
    }

    @Test(
        "what is no time is none",
        arguments: [
            "", "now", "2026-13-01", "2026-02-30", "2026-03-01T24:00:00Z", "2026-03-01T10:60:00Z", "2026-3-1",
            "2026-03-01T10:00:00.Z", "2026-03-01T10:00:00Zx", "2026-03-01T", "1772359200000", "2026-03-01T10:00:00+1",
        ])
    func refuses(text: String) {
        #expect(EventTime(text) == nil)
    }

    @Test("a time is counted in milliseconds since 1970")
    func counts() {
        #expect(EventTime("2026-03-01T10:00:00.123Z")?.milliseconds == 1_772_359_200_123)
        #expect(EventTime(milliseconds: -1).text == "1969-12-31T23:59:59.999Z")
        #expect(EventTime(milliseconds: 0) < EventTime(milliseconds: 1))
    }
}
