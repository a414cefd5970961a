import GRDB
import Synchronization

/// Groups writes into transactions: while one is being committed, those that come in gather for the next.
actor CommitQueue {
    /// One write, and whoever waits for it.
    private struct Job: Sendable {
        /// Returns why it failed, and with that undid itself.
        let run: @Sendable (Database) -> (any Error)?
        /// Told when the transaction is committed, or why it was not.
        let settle: @Sendable ((any Error)?) -> Void
    }

    private let database: DatabasePool
    private let onUndone: @Sendable () -> Void
    private var waiting: [Job] = []
    private var committing: Task<Void, Never>?

    /// - Parameter onUndone: told when something was written and is undone.
    init(_ database: DatabasePool, onUndone: @escaping @Sendable () -> Void) {
        self.database = database
        self.onUndone = onUndone
    }

    /// Runs one write; if it throws, only what it has done is undone.
    func perform<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        let outcome = Outcome<Value>()
        return try await withCheckedThrowingContinuation { continuation in
            waiting.append(
                Job(
                    run: { [onUndone] database in
                        let result = Result { try Self.apart(in: database, body) }
                        outcome.note(result)
                        guard case .failure(let error) = result else { return nil }
                        onUndone()
                        return error
                    },
                    settle: { failure in
                        continuation.resume(with: failure.map { .failure($0) } ?? outcome.result)
                    }))
            if committing == nil { committing = Task { await commitAll() } }
        }
    }

    /// Waits until everything that has come in is committed.
    func drain() async {
        while let committing { await committing.value }
    }

    private func commitAll() async {
        while !waiting.isEmpty {
            let jobs = waiting
            waiting = []
            do {
                try await database.writeWithoutTransaction { try Self.commit(jobs, in: $0) }
                for job in jobs { job.settle(nil) }
            } catch {
                onUndone()
                for job in jobs { job.settle(error) }
            }
        }
        committing = nil
    }

    /// Runs writes as one transaction: all of those that do not fail by themselves, or none.
    ///
    /// GRDB has functions for this, which compile their statements anew each time and cost more than a small write.
    private static func commit(_ jobs: [Job], in database: Database) throws {
        try Prepared.control("BEGIN IMMEDIATE", in: database)
        do {
            for job in jobs {
                // What finds no room on the disk undoes the whole transaction: then none of the writes has happened.
                if let failure = job.run(database), !database.isInsideTransaction { throw failure }
            }
            try Prepared.control("COMMIT", in: database)
        } catch {
            if database.isInsideTransaction { try? Prepared.control("ROLLBACK", in: database) }
            throw error
        }
    }

    private static func apart<Value>(in database: Database, _ body: (Database) throws -> Value) throws -> Value {
        try Prepared.control("SAVEPOINT aWrite", in: database)
        do {
            let value = try body(database)
            try Prepared.control("RELEASE aWrite", in: database)
            return value
        } catch {
            do {
                guard database.isInsideTransaction else { throw error }
                try Prepared.control("ROLLBACK TO aWrite", in: database)
                try Prepared.control("RELEASE aWrite", in: database)
            } catch {
                // Half a write must not be committed with the others.
                if database.isInsideTransaction { try? Prepared.control("ROLLBACK", in: database) }
            }
            throw error
        }
    }

    /// What a write returned, until it is committed.
    private final class Outcome<Value: Sendable>: Sendable {
        private let noted = Mutex<Result<Value, any Error>>(.failure(CancellationError()))

        var result: Result<Value, any Error> { noted.withLock { $0 } }

        func note(_ result: Result<Value, any Error>) {
            noted.withLock { $0 = result }
        }
    }
}
