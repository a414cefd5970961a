/// What the delivery of events reads and writes, all of it or nothing.
///
/// Synchronous, because a store runs one transaction at a time: what a rule has looked up still holds when it writes.
public protocol SegmentTransaction: MessageMemory {
    /// The destinations, in the order in which they were made.
    func destinations() throws -> [DestinationRecord]
    /// Stores a destination, new or changed, with its subscriptions.
    mutating func save(_ destination: DestinationRecord) throws
    /// Takes a destination away; its deliveries stay.
    mutating func deleteDestination(id: String) throws

    /// Stores an event that came in, and gives its number.
    @discardableResult
    mutating func add(_ event: ReceivedEvent) throws -> Int64
    /// The event of a number.
    func receivedEvent(number: Int64) throws -> ReceivedEvent?
    /// The events after a number, in their order, at most so many.
    func receivedEvents(after number: Int64, limit: Int) throws -> [ReceivedEvent]
    /// The newest events, the newest first, at most so many, before a number where one is given.
    func latestEvents(before number: Int64?, limit: Int) throws -> [ReceivedEvent]
    /// The newest event of a `messageId` that was not dropped as a duplicate.
    func receivedEvent(messageID: String) throws -> ReceivedEvent?
    /// Whether an identify call for a user has brought traits.
    func hasIdentifiedTraits(userID: String) throws -> Bool

    /// Stores a delivery, and gives its number.
    @discardableResult
    mutating func add(_ delivery: Delivery) throws -> Int64
    /// The delivery of a number.
    func delivery(number: Int64) throws -> Delivery?
    /// The deliveries of an event, in their order.
    func deliveries(ofEvent number: Int64) throws -> [Delivery]
    /// The pending deliveries whose time has come, the most overdue first, at most so many.
    func dueDeliveries(at now: EventTime, limit: Int) throws -> [Delivery]
    /// When the next pending delivery is due.
    func nextDelivery() throws -> EventTime?
    /// Notes how far a delivery has come, and its attempts.
    mutating func update(_ delivery: Delivery) throws
}
