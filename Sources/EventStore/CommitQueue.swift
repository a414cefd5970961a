import GRDB
import Synchronization

/// Groups writes into transactions: while one is being committed, those that come in gather for the next.
actor CommitQueue {
    /// One write, and whoever waits for it.
    private struct Job: Sendable {
        let run: @Sendable (Database) -> Void
        /// Told when the transaction is committed, or why it was not.
        let settle: @Sendable ((any Error)?) -> Void
    }

    private let database: DatabasePool
    private var waiting: [Job] = []
    private var committing: Task<Void, Never>?

    init(_ database: DatabasePool) {
        self.database = database
    }

    /// Runs one write; if it throws, only what it has done is undone.
    func perform<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        let outcome = Outcome<Value>()
        return try await withCheckedThrowingContinuation { continuation in
            waiting.append(
                Job(
                    run: { database in outcome.note(Result { try Self.apart(in: database, body) }) },
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
                try await database.write { database in
                    for job in jobs { job.run(database) }
                }
                for job in jobs { job.settle(nil) }
            } catch {
                for job in jobs { job.settle(error) }
            }
        }
        committing = nil
    }

    private static func apart<Value>(in database: Database, _ body: (Database) throws -> Value) throws -> Value {
        var value: Value?
        try database.inSavepoint {
            value = try body(database)
            return .commit
        }
        guard let value else { throw DatabaseError(message: "a write came to no end") }
        return value
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
