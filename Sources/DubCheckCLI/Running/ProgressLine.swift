import Synchronization

/// How many pages are done, on one line that is written over and gone at the end; only for somebody who watches.
final class ProgressLine: Sendable {
    private let total: Int
    private let context: Context
    private let done = Mutex(0)
    private let isShown: Bool

    init(total: Int, context: Context) {
        self.total = total
        self.context = context
        isShown = total > 1 && context.diagnosticsAreTerminal && context.environment["TERM"] != "dumb"
    }

    /// One more page is done.
    func advance() {
        guard isShown else { return }
        done.withLock { done in
            done += 1
            try? context.diagnostics.write("\r\(done) of \(total) pages")
        }
    }

    /// Removes the line.
    func clear() {
        guard isShown else { return }
        try? context.diagnostics.write("\r\u{1B}[K")
    }
}
