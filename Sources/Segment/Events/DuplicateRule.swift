/// Remembers message ids; a store keeps it over all sources.
public protocol MessageMemory {
    /// When an id was first seen, if it is still remembered at a time.
    func firstSeen(_ messageID: String, at now: EventTime) throws -> EventTime?
    /// Remembers that an id was seen first at a time, for so many milliseconds.
    mutating func remember(_ messageID: String, seenAt: EventTime, forMilliseconds: Int64) throws
}

/// Sorts out events whose `messageId` was seen within the last 24 hours (`segment.md`, 1.7).
///
/// Only the id counts, whatever the event says and whichever source it is from.
public enum DuplicateRule {
    /// How long an id is remembered.
    public static let memory: Int64 = 24 * 60 * 60 * 1_000

    /// An event that is dropped because its id was seen before.
    public struct Duplicate: Sendable, Hashable {
        /// The event.
        public let event: SegmentEvent
        /// When its id was seen first.
        public let firstSeen: EventTime

        /// An event whose id was seen before.
        public init(event: SegmentEvent, firstSeen: EventTime) {
            self.event = event
            self.firstSeen = firstSeen
        }
    }

    /// Tells the events that are new from those that are not, and remembers the new ones' ids.
    ///
    /// - Throws: what the memory throws.
    public static func split(
        _ events: [SegmentEvent], in memory: inout some MessageMemory
    ) throws -> (fresh: [SegmentEvent], duplicates: [Duplicate]) {
        var fresh: [SegmentEvent] = []
        var duplicates: [Duplicate] = []
        fresh.reserveCapacity(events.count)
        for event in events {
            if let seen = try memory.firstSeen(event.messageID, at: event.receivedAt) {
                duplicates.append(Duplicate(event: event, firstSeen: seen))
            } else {
                try memory.remember(event.messageID, seenAt: event.receivedAt, forMilliseconds: Self.memory)
                fresh.append(event)
            }
        }
        return (fresh, duplicates)
    }
}
