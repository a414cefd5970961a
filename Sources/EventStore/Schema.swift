import GRDB

/// The tables, as a list of migrations that only grows: a file that was made once is brought up to date, never made anew.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("links, clicks and conversions") { database in
            try database.execute(sql: links + clicks + customers + conversions + memory)
        }
        return migrator
    }

    private static let links = """
        CREATE TABLE link (
            id TEXT PRIMARY KEY, workspaceID TEXT NOT NULL, domain TEXT NOT NULL, key TEXT NOT NULL,
            foldedKey TEXT NOT NULL, url TEXT NOT NULL, tracksConversions INTEGER NOT NULL, isArchived INTEGER NOT NULL,
            isIndexed INTEGER NOT NULL, externalID TEXT, tenantID TEXT, expiresAt INTEGER, expiredURL TEXT,
            disabledAt INTEGER, password TEXT, comments TEXT, clicks INTEGER NOT NULL, leads INTEGER NOT NULL,
            conversions INTEGER NOT NULL, sales INTEGER NOT NULL, saleAmount INTEGER NOT NULL, lastClicked INTEGER,
            createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, UNIQUE (domain, foldedKey)
        ) STRICT;
        CREATE UNIQUE INDEX linkByExternalID ON link (workspaceID, externalID) WHERE externalID IS NOT NULL;

        """

    private static let clicks = """
        CREATE TABLE click (
            id TEXT PRIMARY KEY, timestamp INTEGER NOT NULL, linkID TEXT NOT NULL, url TEXT NOT NULL,
            "trigger" TEXT NOT NULL, continent TEXT NOT NULL, country TEXT NOT NULL, region TEXT NOT NULL,
            city TEXT NOT NULL, address TEXT NOT NULL, userAgent TEXT NOT NULL, refererURL TEXT NOT NULL
        ) STRICT;
        CREATE INDEX clickByTime ON click (timestamp);
        CREATE INDEX clickByLink ON click (linkID, timestamp);

        """

    private static let customers = """
        CREATE TABLE customer (
            id TEXT PRIMARY KEY, externalID TEXT NOT NULL UNIQUE, name TEXT, email TEXT, avatar TEXT,
            stripeCustomerID TEXT, country TEXT, linkID TEXT, clickID TEXT, clickedAt INTEGER, sales INTEGER NOT NULL,
            saleAmount INTEGER NOT NULL, firstSaleAt INTEGER, subscriptionCanceledAt INTEGER, createdAt INTEGER NOT NULL
        ) STRICT;

        """

    private static let conversions = """
        CREATE TABLE lead (
            id TEXT PRIMARY KEY, eventName TEXT NOT NULL, customerID TEXT NOT NULL, clickID TEXT NOT NULL,
            linkID TEXT NOT NULL, metadata TEXT, timestamp INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX leadByTime ON lead (timestamp);
        CREATE INDEX leadByLink ON lead (linkID, timestamp);
        CREATE INDEX leadByCustomer ON lead (customerID, timestamp);
        CREATE TABLE sale (
            id TEXT PRIMARY KEY, eventName TEXT NOT NULL, customerID TEXT NOT NULL, clickID TEXT NOT NULL,
            linkID TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, paymentProcessor TEXT NOT NULL,
            invoiceID TEXT, metadata TEXT, isFirst INTEGER NOT NULL, timestamp INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX saleByTime ON sale (timestamp);
        CREATE INDEX saleByLink ON sale (linkID, timestamp);
        CREATE INDEX saleByCustomer ON sale (customerID, timestamp);

        """

    /// What is remembered for some time only.
    private static let memory = """
        CREATE TABLE memory (key TEXT PRIMARY KEY, value TEXT NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX memoryByEnd ON memory (until);
        """
}
