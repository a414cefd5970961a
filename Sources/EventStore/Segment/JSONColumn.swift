import GRDBSQLite
import JSON

/// A JSON value as the text of a column, in UTF-8 from the writer to SQLite and back to the parser.
struct JSONColumn {
    private let bytes: [UInt8]

    init(_ value: JSONValue) {
        bytes = value.compactBytes
    }

    /// The value; a text that is no JSON was not written by this program.
    var value: JSONValue {
        get throws {
            do {
                return try JSONValue(json: bytes)
            } catch {
                throw UnknownValue(text: String(decoding: bytes, as: UTF8.self))
            }
        }
    }
}

extension JSONColumn: ColumnValue, Argument {
    init(column: Int32, of statement: OpaquePointer) {
        let start = sqlite3_column_blob(statement, column)
        let count = Int(sqlite3_column_bytes(statement, column))
        bytes = Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    func bind(to statement: OpaquePointer, at place: Int32) -> CInt {
        bytes.withUnsafeBytes { bytes in
            let characters = bytes.assumingMemoryBound(to: CChar.self)
            return sqlite3_bind_text(statement, place, characters.baseAddress, Int32(characters.count), copied)
        }
    }
}
