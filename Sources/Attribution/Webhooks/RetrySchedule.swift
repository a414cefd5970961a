/// When an event is sent again that was not taken.
///
/// The first repeats come quickly, for a server that is just being restarted; the last one waits long enough to have
/// read the log and mended something.
public enum RetrySchedule {
    /// How long is waited after the first attempt, the second and so on.
    public static let delays: [Duration] = [
        .seconds(1), .seconds(5), .seconds(30), .seconds(120), .seconds(600), .seconds(3_600),
    ]

    /// When to try again after so many attempts, the last of which has failed now; nil to give up.
    public static func time(afterAttempt attempts: Int, at now: Timestamp) -> Timestamp? {
        delays.indices.contains(attempts - 1) ? now + delays[attempts - 1] : nil
    }
}
