/// How much the Tracking API takes (`segment.md`, 1.4); a KB is 1,024 bytes of the JSON after decompression.
///
/// The documented 10,000 properties of an event need no rule: so many do not go into 32 KB.
public enum IngestLimits {
    /// The body of a single call, and one event within a batch, in bytes.
    public static let event = 32 * 1_024
    /// The body of a batch, in bytes.
    public static let batch = 500 * 1_024
    /// Events in one batch; what is behind them is rejected.
    public static let eventsPerBatch = 2_500
    /// Characters of a `messageId`.
    public static let messageID = 100
}
