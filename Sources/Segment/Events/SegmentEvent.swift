public import JSON

/// An event as it is kept: what was sent, with the ids and times that the server adds (`segment.md`, 1.2 and 1.7).
public struct SegmentEvent: Sendable, Hashable {
    /// What kind of call it was.
    public let kind: EventKind
    /// What duplicates are found by.
    public let messageID: String
    /// When it happened, freed from a wrong client clock.
    public let timestamp: EventTime
    /// When it arrived.
    public let receivedAt: EventTime
    /// The whole event, an object: its own members in the order they were sent in (without `writeKey`), then those
    /// that the server adds.
    public let json: JSONValue

    /// An event that was read before, such as one out of a store.
    public init(kind: EventKind, messageID: String, timestamp: EventTime, receivedAt: EventTime, json: JSONValue) {
        self.kind = kind
        self.messageID = messageID
        self.timestamp = timestamp
        self.receivedAt = receivedAt
        self.json = json
    }

    /// The name of a track call.
    public var name: String? { json["event"].string }
    /// Who did it, where the caller knows.
    public var userID: String? { json["userId"].string }
    /// Who did it, as long as the caller does not know.
    public var anonymousID: String? { json["anonymousId"].string }
    /// The SDK that sent it, such as `analytics-python`.
    public var library: String? { json["context"]["library"]["name"].string }
}
