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
                try database.execute(sql: "PRAGMA synchronous = \(durability == .full ? "FULL" : "NORMAL")")
            }
            database = try DatabasePool(path: path, configuration: configuration)
            let schema = Schema.migrator
            guard try database.read({ try !schema.hasBeenSuperseded($0) }) else {
                throw EventStoreError.newer(path: path)
            }
            try schema.migrate(database)
        } catch let error as EventStoreError {
            throw error
        } catch {
            throw .unusable(path: path, detail: "\(error)")
        }
        commits = CommitQueue(database)
    }

    /// Reads, at one moment.
    public func read<Result: Sendable>(
        _ body: @escaping @Sendable (StoreTransaction) throws -> Result
    ) async throws -> Result {
        try await database.read { try body(StoreTransaction(database: $0)) }
    }

    /// Reads and writes, all of it or, if `body` throws, nothing; returns when it is committed.
    public func write<Result: Sendable>(
        _ body: @escaping @Sendable (inout StoreTransaction) throws -> Result
    ) async throws -> Result {
        try await commits.perform { database in
            var transaction = StoreTransaction(database: database)
            return try body(&transaction)
        }
    }

    /// Finishes what is being written, and closes the file.
    public func close() async throws {
        await commits.drain()
        try database.close()
        lock.release()
        if let temporary { try FileManager.default.removeItem(at: temporary) }
    }
}
