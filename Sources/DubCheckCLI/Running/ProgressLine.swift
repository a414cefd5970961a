import Foundation
import Synchronization

/// How many pages are done: on a terminal one line that is written over and gone at the end, elsewhere a plain line now and
/// then.
final class ProgressLine: Sendable {
    private struct State {
        var done = 0
        var toldDone = 0
        var toldAt: Date
    }

    private let total: Int
    private let context: Context
    private let state: Mutex<State>
    private let isWrittenOver: Bool

    init(total: Int, context: Context) {
        self.total = total
        self.context = context
        state = Mutex(State(toldAt: context.now()))
        isWrittenOver = context.diagnosticsAreTerminal && context.environment["TERM"] != "dumb"
    }

    /// One more page is done.
    func advance() {
        guard total > 1 else { return }
        state.withLock { state in
            state.done += 1
            if isWrittenOver {
                try? context.diagnostics.write("\r\(state.done) of \(total) pages")
            } else if isWorthALine(state) {
                context.say("dubcheck: \(state.done) of \(total) pages")
                (state.toldDone, state.toldAt) = (state.done, context.now())
            }
        }
    }

    /// Removes the line that is written over.
    func clear() {
        guard isWrittenOver, total > 1 else { return }
        try? context.diagnostics.write("\r\u{1B}[K")
    }

    /// A log is to show that a long run goes on, in a few lines; a short run needs none, and its end shows itself.
    private func isWorthALine(_ state: State) -> Bool {
        state.done < total && (state.done - state.toldDone) * 10 >= total
            && context.now().timeIntervalSince(state.toldAt) >= Self.quietSeconds
    }

    /// Seconds without a plain line.
    private static let quietSeconds = 5.0
}
