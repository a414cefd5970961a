public import Segment

extension StoreTransaction: MessageMemory {
    /// When an id was first seen, if it is still remembered at a time.
    public func firstSeen(_ messageID: String, at now: EventTime) throws -> EventTime? {
        try first(SegmentQueries.firstSeen, [messageID, now.milliseconds]) { EventTime(milliseconds: $0[0]) }
    }

    /// Remembers that an id was seen first at a time, for so many milliseconds.
    public mutating func remember(_ messageID: String, seenAt: EventTime, forMilliseconds duration: Int64) throws {
        try run(
            SegmentQueries.remember, [messageID, seenAt.milliseconds, seenAt.milliseconds + duration])
    }

    /// Forgets the ids whose time is over.
    ///
    /// An event that is still there is found by its id all the same.
    public mutating func forgetMessages(endedBy now: EventTime) throws {
        try run(SegmentQueries.forgetMessages, [now.milliseconds])
    }
}
