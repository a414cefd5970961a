extension Schema {
    /// What the delivery of Segment's events keeps.
    static let segment = [segmentDestinations, segmentEvents, segmentMessages, segmentDeliveries].joined()

    /// Its tables, all of which can simply be emptied.
    static let segmentTables = [
        "segmentDestination", "segmentSubscription", "segmentEvent", "segmentMessage", "segmentUser", "segmentDelivery",
    ]

    /// A subscription is a word, so that the deliveries that it has taken say in a few bytes how it was then.
    private static let segmentDestinations = """
        CREATE TABLE segmentDestination (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, apiKey TEXT,
            isEnabled INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE segmentSubscription (
            destinationID TEXT NOT NULL, place INTEGER NOT NULL, subscription INTEGER NOT NULL,
            PRIMARY KEY (destinationID, place)
        ) STRICT, WITHOUT ROWID;

        """

    /// Numbers are never used again: whoever follows the events has one, after which the next ones must come.
    ///
    /// The event itself is the last column: it may be long, and what looks for rows need not go past it.
    private static let segmentEvents = """
        CREATE TABLE segmentEvent (
            number INTEGER PRIMARY KEY AUTOINCREMENT, writeKey INTEGER NOT NULL, receivedAt INTEGER NOT NULL, kind TEXT,
            messageID TEXT NOT NULL, state TEXT NOT NULL, code TEXT, reason TEXT, firstSeen INTEGER, warnings TEXT,
            json TEXT NOT NULL
        ) STRICT;
        CREATE INDEX segmentEventToRoute ON segmentEvent (number) WHERE state = 'received';
        CREATE TABLE segmentUser (userID TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

        """

    /// Ids of messages: when each was seen first, until when that counts, and the newest event that has it.
    ///
    /// Events are found through it: an index of their own would be written at as many places as there are events, once
    /// more.
    private static let segmentMessages = """
        CREATE TABLE segmentMessage (
            id TEXT PRIMARY KEY, seenAt INTEGER NOT NULL, until INTEGER NOT NULL, event INTEGER
        ) STRICT, WITHOUT ROWID;

        """

    /// Those that are pending are those that have a time.
    private static let segmentDeliveries = """
        CREATE TABLE segmentDelivery (
            number INTEGER PRIMARY KEY AUTOINCREMENT, event INTEGER NOT NULL, destinationID INTEGER NOT NULL,
            subscription INTEGER NOT NULL, state TEXT NOT NULL, dueAt INTEGER, code TEXT, message TEXT, path TEXT,
            body TEXT, attempts TEXT
        ) STRICT;
        CREATE INDEX segmentDeliveryByEvent ON segmentDelivery (event, number);
        CREATE INDEX segmentDeliveryDue ON segmentDelivery (dueAt, number) WHERE dueAt IS NOT NULL;

        """
}
