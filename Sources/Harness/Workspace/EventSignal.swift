internal import Synchronization

/// Tells whoever waits that events have come in.
final class EventSignal: Sendable {
    private struct State {
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var round = 0
        var next = 0
    }

    private let state = Mutex(State())

    /// A number that grows with each signal: read it first, look for events, then wait for the next one after it.
    var round: Int { state.withLock { $0.round } }

    /// Wakes everybody who waits.
    func fire() {
        let woken = state.withLock { state in
            state.round += 1
            defer { state.waiting = [:] }
            return state.waiting.isEmpty ? [] : Array(state.waiting.values)
        }
        for continuation in woken { continuation.resume() }
    }

    /// The same, but waits no longer than a limit.
    ///
    /// - Returns: whether there was a signal, or a cancellation, within it.
    func wait(after round: Int, atMost limit: Duration) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await self.wait(after: round)
                return true
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }

    /// Returns once there was a signal after the given round, or the task is cancelled.
    func wait(after round: Int) async {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.round != round || Task.isCancelled { return true }
                    state.waiting[id] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
        }
    }
}
