public import Segment

// Destinations with their subscriptions. They are few.
extension StoreTransaction {
    /// The destinations, in the order in which they were made.
    public func destinations() throws -> [DestinationRecord] {
        var records = try all("SELECT \(DestinationColumn.list) FROM segmentDestination ORDER BY number", []) { row in
            DestinationRecord(
                id: row[DestinationColumn.id],
                DubDestination(
                    name: row[DestinationColumn.name],
                    settings: DestinationSettings(apiKey: row[DestinationColumn.apiKey]),
                    isEnabled: row[DestinationColumn.isEnabled]))
        }
        for index in records.indices {
            records[index].subscriptions = try all(SegmentQueries.subscriptions, [records[index].id]) { row in
                try Subscription(word: row[0])
            }
        }
        return records
    }

    /// Stores a destination, new or changed, with its subscriptions.
    ///
    /// Of settings that cannot be used, only that there is no key is kept.
    public mutating func save(_ record: DestinationRecord) throws {
        let destination = record.destination
        try run(
            SegmentQueries.saveDestination,
            [record.id, destination.name, destination.settings.apiKey, destination.isEnabled])
        try deleteSubscriptions(destinationID: record.id)
        for (place, subscription) in record.subscriptions.enumerated() {
            try run(
                "INSERT INTO segmentSubscription (destinationID, place, subscription) VALUES (?, ?, ?)",
                [record.id, place, try number(ofWord: subscription.word)])
        }
    }

    /// Takes a destination away with its subscriptions; its deliveries stay.
    public mutating func deleteDestination(id: String) throws {
        try deleteSubscriptions(destinationID: id)
        try run("DELETE FROM segmentDestination WHERE id = ?", [id])
    }

    private func deleteSubscriptions(destinationID: String) throws {
        try run("DELETE FROM segmentSubscription WHERE destinationID = ?", [destinationID])
    }
}
