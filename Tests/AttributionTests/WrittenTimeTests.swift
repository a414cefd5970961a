import Attribution
import Testing

@Suite("Times as they are written")
struct WrittenTimeTests {
    @Test(
        "The forms of programs and of JavaScript are read",
        arguments: [
            ("2026-03-02", "2026-03-02T00:00:00.000Z"), ("2026/03/02", "2026-03-02T00:00:00.000Z"),
            ("2026-3-2", "2026-03-02T00:00:00.000Z"), ("3/2/2026", "2026-03-02T00:00:00.000Z"),
            ("2026-03-02T09:15", "2026-03-02T09:15:00.000Z"), ("2026-03-02T09:15:04", "2026-03-02T09:15:04.000Z"),
            ("2026-03-02 09:15:04", "2026-03-02T09:15:04.000Z"), ("2026-03-02T09:15:04Z", "2026-03-02T09:15:04.000Z"),
            ("2026-03-02T09:15:04.1Z", "2026-03-02T09:15:04.100Z"),
            ("2026-03-02T09:15:04.123456Z", "2026-03-02T09:15:04.123Z"),
            ("2026-03-02T09:15:04+01:00", "2026-03-02T08:15:04.000Z"),
            ("2026-03-02T09:15:04.5-0530", "2026-03-02T14:45:04.500Z"),
            ("Mar 2, 2026", "2026-03-02T00:00:00.000Z"), ("March 2 2026 09:15", "2026-03-02T09:15:00.000Z"),
            ("2 Mar 2026", "2026-03-02T00:00:00.000Z"), ("Mon, 02 Mar 2026 09:15:04 GMT", "2026-03-02T09:15:04.000Z"),
            ("Mon Mar 02 2026 09:15:04 GMT+0000 (Coordinated Universal Time)", "2026-03-02T09:15:04.000Z"),
            (
                "Mon Mar 02 2026 09:15:04 GMT+0100 (Central European Standard Time)", "2026-03-02T08:15:04.000Z"
            ),
            ("2028-02-29", "2028-02-29T00:00:00.000Z"), ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
        ])
    func read(_ text: String, _ time: String) {
        #expect(WrittenTime(text)?.timestamp.text == time)
    }

    @Test(
        "What is no time is not taken for one",
        arguments: [
            "", "soon", "2026", "2026-13-01", "2026-00-10", "2026-02-29", "2026-04-31", "2026-03-02T25:00",
            "2026-03-02T09:60", "2026-03-02T09:15:04 01:00", "2026-03-02T", "2026-03-02x", "Ma 2, 2026", "Foo 2, 2026",
            "2026-03-02T09:15:04 Mars", "12/31", "2026-03-02T09:15:04+24:00",
        ])
    func refused(_ text: String) {
        #expect(WrittenTime(text) == nil)
    }
}

extension Timestamp {
    /// A time as tests write it.
    static func at(_ text: String) throws -> Timestamp {
        try #require(WrittenTime(text)).timestamp
    }
}
