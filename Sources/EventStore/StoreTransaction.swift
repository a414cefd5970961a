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

    /// What the writer knows; nil where this is only for reading.
    let cache: WriterCache?

    /// What was recorded so far, in order.
    public internal(set) var recorded: [Recorded] = []

    /// - Parameter cache: the writer's, where this is for writing.
    init(_ database: Database, writing cache: WriterCache?) {
        self.database = database
        self.cache = cache
    }

    /// A statement that may read or change links: what was counted of them is in their rows before.
    func prepared(_ sql: String, _ arguments: [any Argument]) throws -> Prepared {
        try writeCounts()
        return try Prepared(sql, in: database, arguments)
    }

    /// Such a statement whose text depends on what is asked for, so that it is not kept.
    func prepared(composed sql: String, _ arguments: [any Argument]) throws -> Prepared {
        try writeCounts()
        return try Prepared(composed: sql, in: database, arguments)
    }

    /// The first row of a query, read while it is there.
    func first<Value>(
        _ sql: String, _ arguments: [any Argument], _ read: (Columns) throws -> Value
    ) throws -> Value? {
        try Self.first(prepared(sql, arguments), read)
    }

    /// The first row of a query that does not look at links.
    func firstBesideLinks<Value>(
        _ sql: String, _ arguments: [any Argument], _ read: (Columns) throws -> Value
    ) throws -> Value? {
        try Self.first(Prepared(sql, in: database, arguments), read)
    }

    private static func first<Value>(_ rows: Prepared, _ read: (Columns) throws -> Value) throws -> Value? {
        defer { rows.end() }
        return try rows.next().map(read)
    }

    /// All rows of a query, each read while it is there.
    func all<Value>(_ sql: String, _ arguments: [any Argument], _ read: (Columns) throws -> Value) throws -> [Value] {
        try Self.all(prepared(sql, arguments), read)
    }

    /// All rows of a query whose text depends on what is asked for, so that it is not kept.
    func all<Value>(
        composed sql: String, _ arguments: [any Argument], _ read: (Columns) throws -> Value
    ) throws -> [Value] {
        try Self.all(prepared(composed: sql, arguments), read)
    }

    private static func all<Value>(_ rows: Prepared, _ read: (Columns) throws -> Value) throws -> [Value] {
        defer { rows.end() }
        var values: [Value] = []
        while let row = try rows.next() { values.append(try read(row)) }
        return values
    }

    /// Runs a statement that has no rows.
    func run(_ sql: String, _ arguments: [any Argument]) throws {
        try writeCounts()
        cache?.forgetLinks()
        try runBesideLinks(sql, arguments)
    }

    /// Runs a statement that has no rows, and neither looks at links nor changes any.
    func runBesideLinks(_ sql: String, _ arguments: [any Argument]) throws {
        let statement = try Prepared(sql, in: database, arguments)
        defer { statement.end() }
        while try statement.next() != nil {}
    }

    /// The number in the first column of the first row of a query that does not look at links.
    func number(_ sql: String, _ argument: any Argument) throws -> Int64? {
        try firstBesideLinks(sql, [argument]) { $0[0] }
    }

    /// What writing with a reader's transaction comes to.
    static let readOnly = DatabaseError(resultCode: .SQLITE_READONLY)
}

extension StoreTransaction: AttributionTransaction {}
