/// The statements of the delivery of events.
enum SegmentQueries {
    static let saveDestination = """
        \(DestinationColumn.insert(into: "segmentDestination"))
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, apiKey = excluded.apiKey, isEnabled = excluded.isEnabled
        """
    static let subscriptions = """
        SELECT word.text FROM segmentSubscription JOIN word ON word.number = segmentSubscription.subscription
        WHERE destinationID = ? ORDER BY place
        """

    static let firstSeen = "SELECT seenAt FROM segmentMessage WHERE id = ? AND until > ?"
    static let remember = """
        INSERT INTO segmentMessage (id, seenAt, until) VALUES (?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET seenAt = excluded.seenAt, until = excluded.until
        """
    /// An id that nobody was asked to remember counts as one whose time is over.
    static let noteEvent = """
        INSERT INTO segmentMessage (id, seenAt, until, event) VALUES (?, ?, 0, ?)
        ON CONFLICT (id) DO UPDATE SET event = excluded.event
        """
    /// Ids whose time is over stay as long as their event does, which is found by them.
    static let forgetMessages = """
        DELETE FROM segmentMessage
        WHERE until <= ? AND NOT EXISTS (SELECT 1 FROM segmentEvent WHERE number = segmentMessage.event)
        """

    static let addEvent = ReceivedEventColumn.insert(into: "segmentEvent")
    /// Events; the number and the write key in words are behind the columns.
    static let events = """
        SELECT \(ReceivedEventColumn.list), number, (SELECT text FROM word WHERE number = writeKey) FROM segmentEvent
        """
    static let event = "\(events) WHERE number = ?"
    static let eventsAfter = "\(events) WHERE number > ? ORDER BY number LIMIT ?"
    /// Goes through the log, which is limited, as an index would cost every event that comes in.
    static let eventsOfMessage = "\(events) WHERE number > ? AND messageID = ? ORDER BY number LIMIT ?"
    static let eventsBefore = "\(events) WHERE number < ? ORDER BY number DESC LIMIT ?"
    static let eventByMessage = """
        \(events) WHERE number = (SELECT event FROM segmentMessage WHERE id = ?) AND state <> 'duplicate'
        """
    static let isIdentified = "SELECT 1 FROM segmentUser WHERE userID = ?"
    static let lastEvent = "SELECT max(number) FROM segmentEvent"
    static let trimEvents = """
        DELETE FROM segmentEvent WHERE number <= ? AND NOT EXISTS (
            SELECT 1 FROM segmentDelivery WHERE event = segmentEvent.number AND dueAt IS NOT NULL)
        """
    static let trimDeliveries = """
        DELETE FROM segmentDelivery
        WHERE event <= ? AND NOT EXISTS (SELECT 1 FROM segmentEvent WHERE number = segmentDelivery.event)
        """

    static let addDelivery = SegmentDeliveryColumn.insert(into: "segmentDelivery")
    /// Deliveries; the number, and the destination and the subscription in words, are behind the columns.
    static let deliveries = """
        SELECT \(SegmentDeliveryColumn.list), number, (SELECT text FROM word WHERE number = destinationID),
            (SELECT text FROM word WHERE number = subscription)
        FROM segmentDelivery
        """
    static let delivery = "\(deliveries) WHERE number = ?"
    static let deliveriesOfEvent = "\(deliveries) WHERE event = ? ORDER BY number"
    static let dueDeliveries = "\(deliveries) WHERE dueAt <= ? ORDER BY dueAt, number LIMIT ?"
    static let nextDelivery = "SELECT min(dueAt) FROM segmentDelivery WHERE dueAt IS NOT NULL"
    static let updateDelivery = """
        UPDATE segmentDelivery SET state = ?, dueAt = ?, code = ?, message = ?, attempts = ? WHERE number = ?
        """
}
