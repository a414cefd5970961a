import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Brings what is committed from the write-ahead log into the file, beside the writing and not as a part of it.
///
/// SQLite does it within a commit: every few thousand pages one write would wait for the disk for a tenth of a second,
/// and with it all that came in meanwhile.
final class WriteAheadLog: Sendable {
    /// From so many pages on, they are brought into the file: 16 MB.
    private static let pagesToCopy = 4_000
    /// From so many on, the writer waits for it, since a log that is written all the time is never begun anew: 64 MB.
    private static let pagesToWaitFor = 16_000

    private let connection: DatabaseQueue
    private let isCopying = Atomic(false)
    private let thread = DispatchQueue(label: "dubcheck.checkpoints")

    /// Opens a connection of its own.
    init(of path: String) throws {
        connection = try DatabaseQueue(path: path)
    }

    /// Has every commit of a connection noticed, from now on and for as long as this lives.
    func watch(_ database: Database) {
        let this = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_wal_hook(
            database.sqliteConnection,
            { this, connection, _, pages in
                guard let this else { return SQLITE_OK }
                Unmanaged<WriteAheadLog>.fromOpaque(this).takeUnretainedValue().has(Int(pages), of: connection)
                return SQLITE_OK
            }, this)
    }

    /// Waits for what is being copied, and closes the connection.
    func close() throws {
        try thread.sync { try connection.close() }
    }

    private func has(_ pages: Int, of writer: OpaquePointer?) {
        guard pages >= Self.pagesToCopy,
            isCopying.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
        else { return }
        if pages >= Self.pagesToWaitFor {
            // Most is in the file already; with the rest there, the next write begins the log anew.
            sqlite3_wal_checkpoint_v2(writer, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
            isCopying.store(false, ordering: .releasing)
        } else {
            thread.async { [self] in
                // What cannot be copied now stays in the log, and is tried again with the next commit.
                _ = try? connection.writeWithoutTransaction { try $0.checkpoint(.passive) }
                isCopying.store(false, ordering: .releasing)
            }
        }
    }
}
