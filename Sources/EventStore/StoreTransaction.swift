public import Attribution
import GRDB

/// The store as the rules see it, within one transaction.
public struct StoreTransaction {
    let database: Database

    /// The first row of a query, whose statement is kept for the next time.
    func first(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
        try Row.fetchOne(try database.cachedStatement(sql: sql), arguments: arguments)
    }

    /// Runs a statement, which is kept for the next time.
    func run(_ sql: String, _ arguments: StatementArguments) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension StoreTransaction: AttributionTransaction {
    /// The link of the id.
    public func link(id: String) throws -> Link? {
        try first("SELECT * FROM link WHERE id = ?", [id]).map { try Link(row: $0) }
    }

    /// The recorded click of the id.
    public func click(id: String) throws -> Click? {
        try first("SELECT * FROM click WHERE id = ?", [id]).map { try Click(row: $0) }
    }

    /// The customer of the user's own id.
    public func customer(externalID: String) throws -> Customer? {
        try first("SELECT * FROM customer WHERE externalID = ?", [externalID]).map { try Customer(row: $0) }
    }

    /// The customer's latest lead, or latest of exactly this name.
    public func latestLead(of customerID: String, named name: String?) throws -> Lead? {
        try first(
            """
            SELECT * FROM lead WHERE customerID = :customer AND (:name IS NULL OR eventName = :name)
            ORDER BY timestamp DESC, rowid DESC LIMIT 1
            """, ["customer": customerID, "name": name]
        ).map { try Lead(row: $0) }
    }

    /// What is remembered under a key, also when its time is over.
    public func recall(_ key: MemoryKey) throws -> Memory? {
        try first("SELECT value, until FROM memory WHERE key = ?", [key.text]).map { row in
            Memory(row["value"], until: Timestamp(milliseconds: row["until"]))
        }
    }

    /// Stores a new customer.
    public mutating func insert(_ customer: Customer) throws {
        try run(Queries.insertCustomer, customer.arguments)
    }

    /// Stores a lead.
    public mutating func insert(_ lead: Lead) throws {
        try run(Queries.insertLead, lead.arguments)
    }

    /// Stores a sale.
    public mutating func insert(_ sale: Sale) throws {
        try run(Queries.insertSale, sale.arguments)
    }

    /// Changes what is counted of a link.
    public mutating func count(on linkID: String, _ change: (inout Link.Counters) -> Void) throws {
        guard var link = try link(id: linkID) else { return }
        change(&link.counters)
        try run(Queries.updateCounters, link.counterArguments)
    }

    /// Changes what is kept of a customer.
    public mutating func update(customer id: String, _ change: (inout Customer) -> Void) throws {
        guard var customer = try first("SELECT * FROM customer WHERE id = ?", [id]).map({ try Customer(row: $0) })
        else { return }
        change(&customer)
        try run(Queries.updateCustomer, customer.arguments)
    }

    /// Remembers something under a key, in place of what was there.
    public mutating func remember(_ key: MemoryKey, _ memory: Memory) throws {
        try run(
            "INSERT OR REPLACE INTO memory (key, value, until) VALUES (?, ?, ?)",
            [key.text, memory.value, memory.until.milliseconds])
    }

    /// Forgets what does not count any more.
    public mutating func forgetMemories(endedBy now: Timestamp) throws {
        try run("DELETE FROM memory WHERE until <= ?", [now.milliseconds])
    }
}
