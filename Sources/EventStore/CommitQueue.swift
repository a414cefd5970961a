import Dispatch
import GRDB
import Synchronization

/// Groups writes into transactions: while one is being committed, those that come in gather for the next.
///
/// It has a thread of its own, since each step from task to task would cost as much as a small write.
final class CommitQueue: Sendable {
    /// One write, and whoever waits for it.
    private struct Job: Sendable {
        /// Does it in the transaction that is open, and returns why it failed; may be called again for a new attempt.
        let run: @Sendable (Database, Attempt) -> (any Error)?
        /// Told when the transaction is committed, or why it was not.
        let settle: @Sendable ((any Error)?) -> Void
    }

    /// How the writes of a group share their transaction.
    private enum Attempt {
        /// One that fails undoes all: the rule is that none fails, and telling them apart costs as much as a small write.
        case together
        /// One that fails undoes itself.
        case apart
    }

    /// A write of a group has failed.
    private struct OneFailed: Error {}

    /// So many writes at most share a transaction, lest the first of them wait for all.
    private static let largestGroup = 128

    private struct Line {
        var waiting: [Job] = []
        var isCommitting = false
        /// Told when nothing waits any more.
        var drained: [CheckedContinuation<Void, Never>] = []
    }

    private let database: DatabasePool
    private let onUndone: @Sendable () -> Void
    private let complete: @Sendable (Database) throws -> Void
    private let line = Mutex(Line())
    private let thread = DispatchQueue(label: "dubcheck.commits")

    /// - Parameters:
    ///   - onUndone: told when something was written and is undone.
    ///   - complete: writes what belongs to the writes and was put off, before they are committed.
    init(
        _ database: DatabasePool, onUndone: @escaping @Sendable () -> Void,
        complete: @escaping @Sendable (Database) throws -> Void
    ) {
        self.database = database
        self.onUndone = onUndone
        self.complete = complete
    }

    /// Runs one write; if it throws, only what it has done is undone.
    ///
    /// - Parameter body: runs again if another write of its group fails; only what it returns at last counts.
    func perform<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        let outcome = Outcome<Value>()
        return try await withCheckedThrowingContinuation { continuation in
            add(
                Job(
                    run: { [onUndone, complete] database, attempt in
                        let result = Result {
                            switch attempt {
                            case .together: try body(database)
                            case .apart:
                                try Self.apart(in: database) { database in
                                    let value = try body(database)
                                    // What is put off must be undone with it.
                                    try complete(database)
                                    return value
                                }
                            }
                        }
                        outcome.note(result)
                        guard case .failure(let error) = result else { return nil }
                        onUndone()
                        return error
                    },
                    settle: { failure in
                        continuation.resume(with: failure.map { .failure($0) } ?? outcome.result)
                    }))
        }
    }

    /// Waits until everything that has come in is committed.
    func drain() async {
        await withCheckedContinuation { continuation in
            let isIdle = line.withLock { line in
                if line.isCommitting { line.drained.append(continuation) }
                return !line.isCommitting
            }
            if isIdle { continuation.resume() }
        }
    }

    private func add(_ job: Job) {
        let isFirst = line.withLock { line in
            line.waiting.append(job)
            defer { line.isCommitting = true }
            return !line.isCommitting
        }
        if isFirst { thread.async { self.commitAll() } }
    }

    private func commitAll() {
        while let jobs = next() {
            do {
                try database.writeWithoutTransaction { database in
                    do {
                        try commit(jobs, .together, in: database)
                    } catch is OneFailed {
                        try commit(jobs, .apart, in: database)
                    }
                }
                for job in jobs { job.settle(nil) }
            } catch {
                onUndone()
                for job in jobs { job.settle(error) }
            }
        }
    }

    /// What has gathered; nil when that is nothing, and the next write has to start anew.
    private func next() -> [Job]? {
        let (jobs, drained): ([Job], [CheckedContinuation<Void, Never>]) = line.withLock { line in
            let jobs = Array(line.waiting.prefix(Self.largestGroup))
            line.waiting.removeFirst(jobs.count)
            line.isCommitting = !jobs.isEmpty
            guard jobs.isEmpty else { return (jobs, []) }
            defer { line.drained = [] }
            return ([], line.drained)
        }
        for waiter in drained { waiter.resume() }
        return jobs.isEmpty ? nil : jobs
    }

    /// Runs writes as one transaction: all of those that do not fail by themselves, or none.
    ///
    /// GRDB has functions for this, which compile their statements anew each time and cost more than a small write.
    private func commit(_ jobs: [Job], _ attempt: Attempt, in database: Database) throws {
        try Prepared.control("BEGIN IMMEDIATE", in: database)
        do {
            for job in jobs {
                guard let failure = job.run(database, attempt) else { continue }
                // What finds no room on the disk undoes the whole transaction: then none of the writes has happened.
                if !database.isInsideTransaction { throw failure }
                if attempt == .together { throw OneFailed() }
            }
            try complete(database)
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
