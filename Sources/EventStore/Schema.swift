import Attribution
import GRDB

/// The tables, as a list of migrations that only grows: a file that was made once is brought up to date, never made anew.
///
/// Events are kept for being counted: a click is a row of small numbers, most of which stand for words, and its key says
/// when it was (``Moment``), so that a span of time is a span of rows. What nobody counts is beside it, in `visit`.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("links, clicks and conversions") { database in
            let tables = [
                workspaces, words, links, linkTags, clicks, customers, conversions, memory, journal, notes, webhooks,
            ]
            try database.execute(sql: tables.joined())
        }
        migrator.registerMigration("Segment's events and deliveries") { database in
            try database.execute(sql: segment)
        }
        migrator.registerMigration("sightings") { database in
            try database.execute(sql: sightings)
        }
        migrator.registerMigration("Segment's events are routed as they come in") { database in
            try database.execute(sql: "DROP INDEX segmentEventToRoute")
        }
        migrator.registerMigration("what was remembered last") { database in
            try database.execute(sql: recentMemory)
        }
        migrator.registerMigration("folders of webhooks") { database in
            try database.execute(sql: "ALTER TABLE webhook ADD COLUMN folderIDs TEXT NOT NULL DEFAULT '[]'")
        }
        return migrator
    }

    /// The tables that can simply be emptied: all but the words, of which one must stay, and the journal.
    static let tables =
        [
            "workspace", "domain", "tag", "folder", "link", "click", "visit", "customer", "lead", "sale", "memory",
            "recentMemory", "note", "webhook", "delivery", "sighting",
        ] + segmentTables

    /// Every text that many rows share, once.
    private static let words = """
        CREATE TABLE word (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
        INSERT INTO word (number, text) VALUES (0, '');

        """

    private static let workspaces = """
        CREATE TABLE workspace (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, plan TEXT NOT NULL, isConversionEnabled INTEGER NOT NULL,
            allowedHostnames TEXT NOT NULL, secretKey TEXT NOT NULL, publishableKey TEXT, userID TEXT NOT NULL,
            createdAt INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE domain (
            id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, workspaceID TEXT NOT NULL, isPrimary INTEGER NOT NULL,
            isArchived INTEGER NOT NULL, placeholder TEXT, expiredURL TEXT, notFoundURL TEXT, logo TEXT,
            assetLinks TEXT, appleAppSiteAssociation TEXT, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE tag (id TEXT PRIMARY KEY, name TEXT NOT NULL, color TEXT NOT NULL) STRICT;
        CREATE TABLE folder (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, accessLevel TEXT, createdAt INTEGER NOT NULL,
            updatedAt INTEGER NOT NULL
        ) STRICT;

        """

    /// A link's number is that of its id as a word, so that its events keep its id when it is deleted.
    private static let links = """
        CREATE TABLE link (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, workspaceID TEXT NOT NULL,
            domain TEXT NOT NULL, key TEXT NOT NULL, foldedKey TEXT NOT NULL, url TEXT NOT NULL,
            tracksConversions INTEGER NOT NULL, isArchived INTEGER NOT NULL, isIndexed INTEGER NOT NULL,
            externalID TEXT, tenantID TEXT, folderID TEXT, expiresAt INTEGER, expiredURL TEXT, disabledAt INTEGER,
            password TEXT, comments TEXT, tagIDs TEXT, extras TEXT, clicks INTEGER NOT NULL, leads INTEGER NOT NULL,
            conversions INTEGER NOT NULL, sales INTEGER NOT NULL, saleAmount INTEGER NOT NULL, lastClicked INTEGER,
            createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, UNIQUE (domain, foldedKey)
        ) STRICT;
        CREATE UNIQUE INDEX linkByExternalID ON link (workspaceID, externalID) WHERE externalID IS NOT NULL;
        CREATE INDEX linkByURL ON link (workspaceID, url, createdAt, id);
        CREATE INDEX linkByCreation ON link (workspaceID, createdAt, id);

        """

    /// Tags of links in rows, to be found and counted by.
    ///
    /// They follow from `link.tagIDs`, a JSON list in the order of the tags.
    private static let linkTags = """
        CREATE TABLE linkTag (link INTEGER NOT NULL, tagID TEXT NOT NULL, PRIMARY KEY (link, tagID))
            STRICT, WITHOUT ROWID;
        CREATE INDEX linkTagByTag ON linkTag (tagID, link);
        CREATE TRIGGER linkIsTagged AFTER INSERT ON link WHEN new.tagIDs IS NOT NULL BEGIN
            INSERT OR IGNORE INTO linkTag SELECT new.number, value FROM json_each(new.tagIDs);
        END;
        CREATE TRIGGER linkTagsChange AFTER UPDATE OF tagIDs ON link WHEN new.tagIDs IS NOT old.tagIDs BEGIN
            DELETE FROM linkTag WHERE link = old.number;
            INSERT OR IGNORE INTO linkTag SELECT new.number, value FROM json_each(new.tagIDs);
        END;
        CREATE TRIGGER linkTagsGo AFTER DELETE ON link WHEN old.tagIDs IS NOT NULL BEGIN
            DELETE FROM linkTag WHERE link = old.number;
        END;

        """

    private static let clicks = """
        CREATE TABLE click (
            moment INTEGER PRIMARY KEY, link INTEGER NOT NULL,
            \(Dimension.allCases.map { "\"\($0.rawValue)\" INTEGER NOT NULL" }.joined(separator: ", "))
        ) STRICT;
        CREATE INDEX clickByLink ON click (link, moment);
        CREATE TABLE visit (
            moment INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, address TEXT NOT NULL, userAgent TEXT NOT NULL,
            fullReferer TEXT
        ) STRICT;

        """

    private static let customers = """
        CREATE TABLE customer (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, externalID TEXT NOT NULL UNIQUE, name TEXT, email TEXT,
            avatar TEXT, stripeCustomerID TEXT, country TEXT, linkID TEXT, clickID TEXT, clickedAt INTEGER,
            sales INTEGER NOT NULL, saleAmount INTEGER NOT NULL, firstSaleAt INTEGER, subscriptionCanceledAt INTEGER,
            createdAt INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX customerByCreation ON customer (createdAt, id);

        """

    /// Leads and sales have the words of the click that `click` names.
    private static let conversions = """
        CREATE TABLE lead (
            moment INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, click INTEGER NOT NULL, link INTEGER NOT NULL,
            customerID TEXT NOT NULL, eventName INTEGER NOT NULL, metadata TEXT
        ) STRICT;
        CREATE INDEX leadByLink ON lead (link, moment);
        CREATE INDEX leadByCustomer ON lead (customerID, moment);
        CREATE INDEX leadByClick ON lead (click, moment);
        CREATE TABLE sale (
            moment INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, click INTEGER NOT NULL, link INTEGER NOT NULL,
            customerID TEXT NOT NULL, eventName INTEGER NOT NULL, metadata TEXT, amount INTEGER NOT NULL,
            currency TEXT NOT NULL, paymentProcessor TEXT NOT NULL, invoiceID TEXT, isFirst INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX saleByLink ON sale (link, moment);
        CREATE INDEX saleByCustomer ON sale (customerID, moment);
        CREATE INDEX saleByClick ON sale (click, moment);

        """

    /// What is remembered for some time only, under a digest of its key.
    private static let memory = """
        CREATE TABLE memory (digest BLOB PRIMARY KEY, value TEXT NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;

        """

    /// What was remembered last, in the order of its coming: the later one counts.
    private static let recentMemory = """
        CREATE TABLE recentMemory (
            number INTEGER PRIMARY KEY, digest BLOB NOT NULL, value TEXT NOT NULL, until INTEGER NOT NULL
        ) STRICT;

        """

    /// The order in which events came in, whatever their times.
    private static let journal = """
        CREATE TABLE journal (number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, moment INTEGER NOT NULL) STRICT;

        """

    private static let notes = """
        CREATE TABLE note (number INTEGER PRIMARY KEY, time INTEGER NOT NULL, text TEXT NOT NULL, clickID TEXT,
            customer TEXT) STRICT;
        CREATE INDEX noteByClick ON note (clickID, number) WHERE clickID IS NOT NULL;
        CREATE INDEX noteByCustomer ON note (customer, number) WHERE customer IS NOT NULL;

        """

    /// What was seen on the way to a lead, beside events.
    private static let sightings = """
        CREATE TABLE sighting (
            kind TEXT NOT NULL, subject TEXT NOT NULL, firstAt INTEGER NOT NULL, lastAt INTEGER NOT NULL,
            PRIMARY KEY (kind, subject)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX sightingByTime ON sighting (kind, lastAt);

        """

    private static let webhooks = """
        CREATE TABLE webhook (
            id TEXT PRIMARY KEY, url TEXT NOT NULL, secret TEXT NOT NULL, events TEXT NOT NULL, linkIDs TEXT NOT NULL,
            isEnabled INTEGER NOT NULL, consecutiveFailures INTEGER NOT NULL, createdAt INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE delivery (
            number INTEGER PRIMARY KEY AUTOINCREMENT, webhookID TEXT NOT NULL, eventID TEXT NOT NULL,
            event TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
            nextAttemptAt INTEGER, lastStatus INTEGER, lastError TEXT, response TEXT, createdAt INTEGER NOT NULL,
            deliveredAt INTEGER
        ) STRICT;
        CREATE INDEX deliveryByWebhook ON delivery (webhookID, number);
        CREATE INDEX pendingDelivery ON delivery (nextAttemptAt, number) WHERE state = 'pending';

        """
}
