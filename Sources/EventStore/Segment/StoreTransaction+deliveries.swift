import GRDB
public import Segment

extension StoreTransaction: SegmentTransaction {
    /// Stores a delivery, and gives its number.
    @discardableResult
    public mutating func add(_ delivery: Delivery) throws -> Int64 {
        let destinationID = try number(ofWord: delivery.destinationID)
        let subscription = try number(ofWord: delivery.subscription.word)
        try run(
            SegmentQueries.addDelivery,
            delivery.arguments(destinationID: destinationID, subscription: subscription))
        return database.lastInsertedRowID
    }

    /// The delivery of a number.
    public func delivery(number: Int64) throws -> Delivery? {
        try first(SegmentQueries.delivery, [number]) { try Delivery(row: $0) }
    }

    /// The deliveries of an event, in their order.
    public func deliveries(ofEvent number: Int64) throws -> [Delivery] {
        try all(SegmentQueries.deliveriesOfEvent, [number]) { try Delivery(row: $0) }
    }

    /// The pending deliveries whose time has come, the most overdue first, at most so many.
    public func dueDeliveries(at now: EventTime, limit: Int) throws -> [Delivery] {
        try all(SegmentQueries.dueDeliveries, [now.milliseconds, limit]) { try Delivery(row: $0) }
    }

    /// When the next pending delivery is due; nil where none is pending.
    public func nextDelivery() throws -> EventTime? {
        let time: Int64?? = try first(SegmentQueries.nextDelivery, []) { $0[0] }
        return (time ?? nil).map { EventTime(milliseconds: $0) }
    }

    /// Notes how far a delivery has come, and its attempts; what it is, and what it sends, stays.
    public mutating func update(_ delivery: Delivery) throws {
        try run(SegmentQueries.updateDelivery, delivery.state.arguments + [delivery.attemptsColumn, delivery.number])
    }
}
