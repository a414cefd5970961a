public import JSON

/// An event that came in, and what became of it (`segment.md`, 5.1 and 5.3).
public struct ReceivedEvent: Sendable, Hashable {
    /// What came of it.
    public enum State: Sendable, Hashable {
        /// It is not kept: why.
        case discarded(DiscardCode, reason: String)
        /// Its `messageId` was seen before: when.
        case duplicate(firstSeen: EventTime)
        /// No destination wants it: the code, where there is one, and why.
        case filtered(code: String?, reason: String)
        /// At the destinations; what came of it is in its deliveries.
        case routed
    }

    /// Which of all it was to come in; 0 as long as it is not stored.
    public var number: Int64
    /// The key of the source that it came by.
    public var writeKey: String
    /// When it came in.
    public var receivedAt: EventTime
    /// What kind of call it was; nil for one that could not be told.
    public var kind: EventKind?
    /// What duplicates are found by; empty for one that has none.
    public var messageID: String
    /// The whole event.
    public var json: JSONValue
    /// What became of it.
    public var state: State
    /// What there is to know about the call, in words.
    public var warnings: [String]

    /// An event that came in.
    public init(
        number: Int64 = 0, writeKey: String, receivedAt: EventTime, kind: EventKind?, messageID: String,
        json: JSONValue, state: State, warnings: [String] = []
    ) {
        self.number = number
        self.writeKey = writeKey
        self.receivedAt = receivedAt
        self.kind = kind
        self.messageID = messageID
        self.json = json
        self.state = state
        self.warnings = warnings
    }
}
