import Foundation
import GRDB

/// The data of one harness in one SQLite file: links, clicks, customers, leads and sales.
///
/// Writes are grouped: one transaction takes what has come in while the one before it was being committed, and nobody is
/// answered before theirs is in the write-ahead log. So what was answered survives a `kill -9`; a loss of power it
/// survives with ``Durability/full``.
public final class EventStore: Sendable {
    /// What recorded events survive.
    public enum Durability: String, Sendable, CaseIterable {
        /// The end of the process, at any moment.
        case normal
        /// The loss of power, too; each commit waits for the disk.
        case full
    }

    /// Where the data is.
    public enum Place: Sendable, Hashable {
        /// A file, made if it is not there.
        case file(String)
        /// A file that nobody else sees, deleted at the end.
        case ephemeral
    }

    /// The file.
    public let path: String

    private let database: DatabasePool
    private let commits: CommitQueue
    private let log: WriteAheadLog
    private let cache = WriterCache()
    private let lock: FileLock
    private let temporary: URL?

    /// Opens the file, makes it if need be, and brings it up to date.
    ///
    /// - Throws: an ``EventStoreError`` for a file that another server has open, that a newer dubcheck has written, or
    ///   that cannot be used.
    public init(at place: Place, durability: Durability = .normal) throws(EventStoreError) {
        switch place {
        case .file(let named):
            path = named
            temporary = nil
        case .ephemeral:
            let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-data-\(UUID().uuidString)")
            do {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            } catch {
                throw .unusable(path: folder.path, detail: error.localizedDescription)
            }
            path = folder.appending(path: "dubcheck.sqlite").path
            temporary = folder
        }
        lock = try FileLock(beside: path)
        do {
            var configuration = Configuration()
            configuration.prepareDatabase { database in
                try database.execute(
                    sql: """
                        PRAGMA synchronous = \(durability == .full ? "FULL" : "NORMAL");
                        PRAGMA cache_size = -16000;
                        PRAGMA temp_store = MEMORY
                        """)
            }
            database = try DatabasePool(path: path, configuration: configuration)
            let schema = Schema.migrator
            guard try database.read({ try !schema.hasBeenSuperseded($0) }) else {
                throw EventStoreError.newer(path: path)
            }
            try schema.migrate(database)
            log = try WriteAheadLog(of: path)
            database.writeWithoutTransaction { [log] in log.watch($0) }
        } catch {
            throw Self.openingError(error, path: path)
        }
        commits = CommitQueue(database) { [cache] in
            cache.forget()
        } complete: { [cache] database in
            try StoreTransaction(database, writing: cache).writeCounts()
        }
    }

    /// Reads, at one moment.
    ///
    /// - Throws: what `body` throws, and an ``EventStoreError`` where the file fails.
    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (StoreTransaction) throws -> Result
    ) async throws -> Result {
        do {
            return try await database.read { try body(StoreTransaction($0, writing: nil)) }
        } catch {
            throw EventStoreError(error, path: path) ?? error
        }
    }

    /// Reads and writes, all of it or, if `body` throws, nothing; returns when it is committed.
    ///
    /// - Throws: what `body` throws, and an ``EventStoreError`` where the file fails; with a full disk, every write of
    ///   the same transaction.
    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (inout StoreTransaction) throws -> Result
    ) async throws -> Result {
        do {
            return try await commits.perform { [cache] database in
                var transaction = StoreTransaction(database, writing: cache)
                return try body(&transaction)
            }
        } catch {
            throw EventStoreError(error, path: path) ?? error
        }
    }

    /// Finishes what is being written, and closes the file.
    public func close() async throws {
        await commits.drain()
        do {
            // So that the file alone has everything, and can be copied. If it cannot, nothing is lost.
            try log.close()
            _ = try? await database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            try database.close()
        } catch {
            throw EventStoreError(error, path: path) ?? error
        }
        lock.release()
        if let temporary { try FileManager.default.removeItem(at: temporary) }
    }

    /// Runs a statement on the connection that writes, outside of any transaction.
    func control(_ sql: String) async throws {
        try await database.writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    /// A file that is no data file, or cannot be reached, is only not usable; the others are as they are later.
    private static func openingError(_ error: any Error, path: String) -> EventStoreError {
        if let error = error as? EventStoreError { return error }
        switch EventStoreError(error, path: path) {
        case .full(let path): return .full(path: path)
        case .readOnly(let path): return .readOnly(path: path)
        case .broken(let path, let detail) where (error as? DatabaseError)?.resultCode == .SQLITE_CORRUPT:
            return .broken(path: path, detail: detail)
        // The statement that met it says nothing to people.
        default: return .unusable(path: path, detail: (error as? DatabaseError)?.message ?? "\(error)")
        }
    }
}
