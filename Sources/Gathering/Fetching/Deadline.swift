/// The moment until which something may take, and how long that was meant to be.
struct Deadline: Sendable {
    /// The moment.
    var instant: ContinuousClock.Instant
    /// The time that was allowed, in seconds, as messages tell it.
    var allowance: Double

    /// A deadline that many seconds from now.
    init(in seconds: Double) {
        instant = .now + .seconds(seconds)
        allowance = seconds
    }

    /// Seconds left; not positive when it has passed.
    var remaining: Double {
        (instant - .now) / .seconds(1)
    }

    /// Runs the work, cancelled when the deadline comes first.
    ///
    /// - Throws: `Passed` at the deadline, else what the work throws.
    func limit<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask(operation: work)
            group.addTask {
                try await Task.sleep(until: instant, clock: .continuous)
                throw Passed()
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    /// The deadline came before the work was done.
    struct Passed: Error {}
}
