public import Attribution
import GRDB

/// The store as the rules see it, within one transaction.
public struct StoreTransaction {
    /// An event that was recorded in this transaction.
    public enum Recorded: Sendable, Hashable {
        /// A click.
        case click(Click)
        /// A lead.
        case lead(Lead)
        /// A sale, and the customer as they were before it.
        case sale(Sale, buyer: Customer?)
    }

    let database: Database
    let words: WordBook

    /// What was recorded so far, in order.
    public internal(set) var recorded: [Recorded] = []

    init(_ database: Database, words: WordBook) {
        self.database = database
        self.words = words
    }

    /// The first row of a query, read while it is there.
    func first<Value>(
        _ sql: String, _ arguments: [any Argument], _ read: (Columns) throws -> Value
    ) throws -> Value? {
        let rows = try Prepared(sql, in: database, arguments)
        defer { rows.end() }
        return try rows.next().map(read)
    }

    /// All rows of a query, each read while it is there.
    func all<Value>(_ sql: String, _ arguments: [any Argument], _ read: (Columns) throws -> Value) throws -> [Value] {
        try Self.all(Prepared(sql, in: database, arguments), read)
    }

    /// All rows of a query whose text depends on what is asked for, so that it is not kept.
    func all<Value>(
        composed sql: String, _ arguments: [any Argument], _ read: (Columns) throws -> Value
    ) throws -> [Value] {
        try Self.all(Prepared(composed: sql, in: database, arguments), read)
    }

    private static func all<Value>(_ rows: Prepared, _ read: (Columns) throws -> Value) throws -> [Value] {
        defer { rows.end() }
        var values: [Value] = []
        while let row = try rows.next() { values.append(try read(row)) }
        return values
    }

    /// Runs a statement that has no rows.
    func run(_ sql: String, _ arguments: [any Argument]) throws {
        let statement = try Prepared(sql, in: database, arguments)
        defer { statement.end() }
        while try statement.next() != nil {}
    }

    /// The number in the first column of the first row.
    func number(_ sql: String, _ argument: any Argument) throws -> Int64? {
        try first(sql, [argument]) { $0[0] }
    }
}

extension StoreTransaction: AttributionTransaction {
    /// What is remembered under a key, also when its time is over.
    public func recall(_ key: MemoryKey) throws -> Memory? {
        try first("SELECT value, until FROM memory WHERE digest = ?", [key.digest]) { row in
            Memory(row[0], until: Timestamp(milliseconds: row[1]))
        }
    }

    /// Remembers something under a key, in place of what was there.
    public mutating func remember(_ key: MemoryKey, _ memory: Memory) throws {
        try run(
            "INSERT OR REPLACE INTO memory (digest, value, until) VALUES (?, ?, ?)",
            [key.digest, memory.value, memory.until.milliseconds])
    }

    /// Forgets what does not count any more.
    public mutating func forgetMemories(endedBy now: Timestamp) throws {
        try run("DELETE FROM memory WHERE until <= ?", [now.milliseconds])
    }
}
