import Attribution

/// The statements with many columns.
enum Queries {
    static let clickByID = "\(clicks) WHERE visit.id = ?"
    static let clickByMoment = "\(clicks) WHERE visit.moment = ?"

    /// Clicks with the words of their columns.
    static let clicks = """
        SELECT click.moment, visit.id, (SELECT text FROM word WHERE number = click.link), visit.address, visit.userAgent,
            visit.fullReferer, \(shownWords.map { "(SELECT text FROM word WHERE number = click.\"\($0.rawValue)\")" }
                .joined(separator: ", "))
        FROM visit JOIN click ON click.moment = visit.moment
        """
    private static let shownWords: [Dimension] = [
        .url, .refererURL, .trigger, .continent, .country, .region, .city,
    ]

    /// Leads with their names and the ids of their clicks and links.
    static let leads = """
        SELECT lead.moment, lead.id, (SELECT id FROM visit WHERE moment = lead.click),
            (SELECT text FROM word WHERE number = lead.link), customerID, word.text, metadata
        FROM lead JOIN word ON word.number = lead.eventName
        """
    static let leadByMoment = "\(leads) WHERE lead.moment = ?"

    /// Sales with their names and the ids of their clicks and links.
    static let sales = """
        SELECT sale.moment, sale.id, (SELECT id FROM visit WHERE moment = sale.click),
            (SELECT text FROM word WHERE number = sale.link), customerID, word.text, metadata, amount, currency,
            paymentProcessor, invoiceID, isFirst
        FROM sale JOIN word ON word.number = sale.eventName
        """
    static let saleByMoment = "\(sales) WHERE sale.moment = ?"
    static let latestLead = """
        \(leads) WHERE customerID = ?1 AND (?2 IS NULL OR word.text = ?2) ORDER BY lead.moment DESC LIMIT 1
        """

    static let links = "SELECT \(LinkColumn.list) FROM link"
    static let linkByID = "\(links) WHERE id = ?"
    static let linkByKey = "\(links) WHERE domain = ? AND foldedKey = ?"
    static let linkByExternalID = "\(links) WHERE workspaceID = ? AND externalID = ?"
    static let linkByURL = "\(links) WHERE workspaceID = ? AND url = ? ORDER BY createdAt, id LIMIT 1"
    static let insertLink = """
        INSERT INTO link (\(LinkColumn.list), number) VALUES (\(LinkColumn.places), ?)
        """
    static let updateLink = LinkColumn.update("link", without: LinkColumn.counters)

    /// Takes a tag from the lists of the links that have it; the others stay in their order.
    static let removeTag = """
        UPDATE link SET tagIDs = (
            SELECT nullif(json_group_array(value), '[]')
            FROM (SELECT value FROM json_each(tagIDs) WHERE value <> ?1 ORDER BY key))
        WHERE number IN (SELECT link FROM linkTag WHERE tagID = ?1)
        """

    static let insertClick: String = {
        let columns = ["moment", "link"] + Dimension.allCases.map { "\"\($0.rawValue)\"" }
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        return "INSERT INTO click (\(columns.joined(separator: ", "))) VALUES (\(places))"
    }()

    static let customers = "SELECT \(CustomerColumn.list) FROM customer"
    static let customerByID = "\(customers) WHERE id = ?"
    static let customerByExternalID = "\(customers) WHERE externalID = ?"
    static let insertCustomer = CustomerColumn.insert(into: "customer")

    static let insertSale = """
        INSERT INTO sale (moment, id, click, link, customerID, eventName, metadata, amount, currency, paymentProcessor,
            invoiceID, isFirst)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    static let addCounters = """
        UPDATE link SET clicks = clicks + ?1, leads = leads + ?2, conversions = conversions + ?3, sales = sales + ?4,
            saleAmount = saleAmount + ?5, lastClicked = max(coalesce(lastClicked, ?6), coalesce(?6, lastClicked))
        WHERE number = ?7
        """
    static let updateCustomer = CustomerColumn.update("customer")
}

extension Queries {
    /// Deliveries; the number is behind the columns.
    static let deliveries = "SELECT \(DeliveryColumn.list), number FROM delivery"
    static let dueDeliveries = """
        \(deliveries) WHERE state = 'pending' AND nextAttemptAt <= ? ORDER BY nextAttemptAt, number LIMIT ?
        """
    static let nextDue = "SELECT min(nextAttemptAt) FROM delivery WHERE state = 'pending'"
    /// Goes through as many rows as are kept, which is done rarely.
    static let lastDeliveryToTrim = """
        SELECT number FROM delivery WHERE state <> 'pending' ORDER BY number DESC LIMIT 1 OFFSET ?
        """
    static let trimDeliveries = "DELETE FROM delivery WHERE number <= ? AND state <> 'pending'"
}

/// Functions that statements call besides SQLite's own.
enum SQLFunction {
    /// Makes letters small, those of all scripts; each connection of GRDB has it.
    static let lowercase = "swiftLowercaseString"
}
