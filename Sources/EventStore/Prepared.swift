import Attribution
import GRDB
import GRDBSQLite

/// A statement, prepared once for each connection, with values bound and rows read by SQLite's own functions.
///
/// GRDB keeps the connections, the transactions and the prepared statements. Its own binding and reading take several
/// times as long as what SQLite does with a row, which for an event is most of the work.
struct Prepared {
    private let statement: Statement
    private var pointer: OpaquePointer { statement.sqliteStatement }

    /// The statement of a text, prepared at its first use and then kept for good.
    init(_ sql: String, in database: Database, _ arguments: [any Argument]) throws {
        try Self.checkTransaction(of: database)
        try self.init(try database.cachedStatement(sql: sql), arguments)
    }

    /// Begins and ends transactions, and parts of them.
    static func control(_ sql: String, in database: Database) throws {
        let statement = try Prepared(try database.cachedStatement(sql: sql), [])
        defer { statement.end() }
        _ = try statement.next()
    }

    /// The statement of a text of which there are too many to keep them.
    init(composed sql: String, in database: Database, _ arguments: [any Argument]) throws {
        try Self.checkTransaction(of: database)
        try self.init(try database.makeStatement(sql: sql), arguments)
    }

    private init(_ statement: Statement, _ arguments: [any Argument]) throws {
        self.statement = statement
        try begin(again: arguments)
    }

    /// Goes before the first row, with other values.
    func begin(again arguments: [any Argument]) throws {
        sqlite3_reset(pointer)
        for (index, argument) in arguments.enumerated() {
            try check(argument.bind(to: pointer, at: Int32(index + 1)))
        }
    }

    /// Goes to the next row; nil after the last one.
    func next() throws -> Columns? {
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return Columns(pointer: pointer)
        case SQLITE_DONE: return nil
        case let code: throw failure(code)
        }
    }

    /// Must be called when no more rows are wanted: an open statement keeps what it reads from being cleared away.
    func end() {
        sqlite3_reset(pointer)
    }

    /// Whoever goes on after an error that has undone the transaction would write outside of it, and for good.
    private static func checkTransaction(of database: Database) throws {
        guard database.isInsideTransaction else {
            throw DatabaseError(resultCode: .SQLITE_ABORT, message: "the transaction was undone")
        }
    }

    private func check(_ code: CInt) throws {
        if code != SQLITE_OK { throw failure(code) }
    }

    private func failure(_ code: CInt) -> DatabaseError {
        let connection = sqlite3_db_handle(pointer)
        return DatabaseError(
            resultCode: ResultCode(rawValue: connection.map(sqlite3_extended_errcode) ?? code),
            message: connection.flatMap(sqlite3_errmsg).map { String(cString: $0) }, sql: statement.sql)
    }
}

/// The columns of the row that a statement is at.
struct Columns {
    fileprivate let pointer: OpaquePointer

    /// The value of a column by its place.
    subscript<Value: ColumnValue>(_ index: Int) -> Value {
        Value(column: Int32(index), of: pointer)
    }

    /// The value of a column of a table.
    subscript<Value: ColumnValue>(_ column: some ColumnList) -> Value {
        self[column.rawValue]
    }
}

/// What a column can be read as.
protocol ColumnValue {
    init(column: Int32, of statement: OpaquePointer)
}

/// What a place of a statement can be filled with.
protocol Argument {
    func bind(to statement: OpaquePointer, at place: Int32) -> CInt
}

extension Int64: ColumnValue, Argument {
    init(column: Int32, of statement: OpaquePointer) { self = sqlite3_column_int64(statement, column) }
    func bind(to statement: OpaquePointer, at place: Int32) -> CInt { sqlite3_bind_int64(statement, place, self) }
}

extension Int: ColumnValue, Argument {
    init(column: Int32, of statement: OpaquePointer) { self = Int(sqlite3_column_int64(statement, column)) }
    func bind(to statement: OpaquePointer, at place: Int32) -> CInt {
        sqlite3_bind_int64(statement, place, Int64(self))
    }
}

extension Bool: ColumnValue, Argument {
    init(column: Int32, of statement: OpaquePointer) { self = sqlite3_column_int64(statement, column) != 0 }
    func bind(to statement: OpaquePointer, at place: Int32) -> CInt {
        sqlite3_bind_int64(statement, place, self ? 1 : 0)
    }
}

extension String: ColumnValue, Argument {
    init(column: Int32, of statement: OpaquePointer) {
        guard let text = sqlite3_column_text(statement, column) else {
            self = ""
            return
        }
        let count = Int(sqlite3_column_bytes(statement, column))
        self = String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
    }

    func bind(to statement: OpaquePointer, at place: Int32) -> CInt {
        var text = self
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // A text without bytes has no address, which would be NULL.
                guard let start = characters.baseAddress else { return sqlite3_bind_text(statement, place, "", 0, nil) }
                return sqlite3_bind_text(statement, place, start, Int32(characters.count), copied)
            }
        }
    }
}

extension MemoryDigest: ColumnValue, Argument {
    init(column: Int32, of statement: OpaquePointer) {
        let start = sqlite3_column_blob(statement, column)
        self.init(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    func bind(to statement: OpaquePointer, at place: Int32) -> CInt {
        withBytes { sqlite3_bind_blob(statement, place, $0.baseAddress, Int32($0.count), copied) }
    }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    init(column: Int32, of statement: OpaquePointer) {
        let isNull = sqlite3_column_type(statement, column) == SQLITE_NULL
        self = isNull ? nil : Wrapped(column: column, of: statement)
    }
}

extension Optional: Argument where Wrapped: Argument {
    func bind(to statement: OpaquePointer, at place: Int32) -> CInt {
        self?.bind(to: statement, at: place) ?? sqlite3_bind_null(statement, place)
    }
}

/// Tells SQLite to copy what is bound, because it does not outlive the call (`SQLITE_TRANSIENT`).
var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
