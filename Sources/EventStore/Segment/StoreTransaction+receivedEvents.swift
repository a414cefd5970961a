import GRDB
import JSON
public import Segment

// Events as they came in. They are none of the attribution's: its journal does not have them.
extension StoreTransaction {
    /// Stores an event that came in, and gives its number.
    @discardableResult
    public mutating func add(_ event: ReceivedEvent) throws -> Int64 {
        try run(
            SegmentQueries.addEvent, event.arguments(writeKey: try number(ofWord: event.writeKey)))
        let number = database.lastInsertedRowID
        if event.isFoundByMessageID {
            try run(SegmentQueries.noteEvent, [event.messageID, event.receivedAt.milliseconds, number])
        }
        if let userID = event.identifiedUser {
            try run("INSERT OR IGNORE INTO segmentUser (userID) VALUES (?)", [userID])
        }
        return number
    }

    /// The event of a number.
    public func receivedEvent(number: Int64) throws -> ReceivedEvent? {
        try first(SegmentQueries.event, [number]) { try ReceivedEvent(row: $0) }
    }

    /// The events after a number, in their order, at most so many.
    public func receivedEvents(after number: Int64, limit: Int) throws -> [ReceivedEvent] {
        try all(SegmentQueries.eventsAfter, [number, limit]) { try ReceivedEvent(row: $0) }
    }

    /// The newest events, the newest first, at most so many, before a number where one is given.
    public func latestEvents(before number: Int64?, limit: Int) throws -> [ReceivedEvent] {
        try all(SegmentQueries.eventsBefore, [number ?? .max, limit]) { try ReceivedEvent(row: $0) }
    }

    /// The newest event of a `messageId` that was not dropped as a duplicate; nil for an empty one.
    public func receivedEvent(messageID: String) throws -> ReceivedEvent? {
        try first(SegmentQueries.eventByMessage, [messageID]) { try ReceivedEvent(row: $0) }
    }

    /// All events of a `messageId` after a number, duplicates and discarded ones too, in their order.
    public func receivedEvents(messageID: String, after number: Int64, limit: Int) throws -> [ReceivedEvent] {
        try all(SegmentQueries.eventsOfMessage, [number, messageID, limit]) { try ReceivedEvent(row: $0) }
    }

    /// Whether an identify call for a user has brought traits; also one that is not in the log any more.
    public func hasIdentifiedTraits(userID: String) throws -> Bool {
        try first(SegmentQueries.isIdentified, [userID]) { _ in true } ?? false
    }
}

extension StoreTransaction {
    /// How many of Segment's events are kept where nothing else is said.
    public static let keptEvents: Int64 = 100_000

    /// Takes away all but the newest events, with their deliveries.
    ///
    /// An event stays that has a pending delivery.
    ///
    /// - Parameter count: how many of the newest stay, whatever became of them.
    public mutating func trimEvents(keeping count: Int64 = keptEvents) throws {
        // The numbers of the newest have no gaps.
        let newest: Int64?? = try first(SegmentQueries.lastEvent, []) { $0[0] }
        guard let last = newest ?? nil, last > count else { return }
        try run(SegmentQueries.trimEvents, [last - count])
        try run(SegmentQueries.trimDeliveries, [last - count])
    }
}

extension ReceivedEvent {
    /// Whether it is what its `messageId` stands for.
    fileprivate var isFoundByMessageID: Bool {
        if case .duplicate = state { return false }
        return !messageID.isEmpty
    }

    /// The user of whom it brings traits: that of an identify call which was kept.
    fileprivate var identifiedUser: String? {
        guard kind == .identify, let traits = json["traits"].object, !traits.isEmpty else { return nil }
        switch state {
        case .discarded, .duplicate: return nil
        case .filtered, .routed: return json["userId"].string
        }
    }
}
