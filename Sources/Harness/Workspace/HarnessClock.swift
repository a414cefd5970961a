internal import Attribution
internal import Foundation
internal import Synchronization

/// The time as the rules see it: the real one, moved by as much as a test wishes.
final class HarnessClock: Sendable {
    private let real: @Sendable () -> Date
    private let offset = Mutex(Duration.zero)

    init(_ real: @escaping @Sendable () -> Date) {
        self.real = real
    }

    /// The time of the rules.
    var now: Timestamp { Timestamp(real()) + offset.withLock { $0 } }

    /// How far ahead of the real time it is.
    var ahead: Duration { offset.withLock { $0 } }

    /// Moves on, or back for a negative duration.
    func advance(by duration: Duration) {
        offset.withLock { $0 += duration }
    }

    /// Makes it a time.
    func set(to time: Timestamp) {
        let real = Timestamp(real())
        offset.withLock { $0 = .milliseconds(time.milliseconds - real.milliseconds) }
    }

    /// Back to the real time.
    func reset() {
        offset.withLock { $0 = .zero }
    }
}
