internal import Attribution
internal import JSON

/// How a test moves the clock: to a time, or on by some seconds.
enum ClockChange: Sendable {
    case to(Timestamp)
    case by(Duration)

    /// A hundred years.
    private static let furthest = 3_155_760_000.0

    /// The change that a body asks for: `{"now": "2026-03-02T09:15:04Z"}` or `{"advance": 3600}`.
    ///
    /// - Throws: ``Refusal`` for anything else.
    init(_ body: JSONValue) throws {
        if let text = body["now"].string {
            guard let time = WrittenTime(text)?.timestamp else {
                throw Refusal.badRequest("now=\(text.prefix(40)) is no time; write it as 2026-03-02T09:15:04Z.")
            }
            self = .to(time)
        } else if let seconds = body["advance"].number, abs(seconds) <= Self.furthest {
            self = .by(.milliseconds(Int64(seconds * 1_000)))
        } else {
            throw Refusal.badRequest(#"The body needs "now", a time, or "advance", a number of seconds."#)
        }
    }
}
