import Browser
import Dispatch
import Foundation
import Synchronization

/// What the process does with the signals of a terminal and of pipes.
enum Signals {
    /// Ends the process with exit code 130 on Ctrl-C, and lets writing to a closed pipe, or beyond the largest file that
    /// is allowed, fail instead of killing.
    static func installDefaults() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGINT) { _ in _exit(CommandStatus.interrupted.rawValue) }
    }

    /// Has signals end every browser before they end the process.
    static func endBrowsersFirst() {
        sources.withLock { sources in
            guard sources.isEmpty else { return }
            sources = [(SIGINT, CommandStatus.interrupted.rawValue), (SIGTERM, 128 + SIGTERM)].map { number, status in
                // Ending a browser is more than a handler may do: a queue does it, and the signal itself is ignored.
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler {
                    Browser.endEveryBrowser()
                    _exit(status)
                }
                source.resume()
                return Source(source: source)
            }
        }
    }

    private static let queue = DispatchQueue(label: "dubcheck.signals")
    private static let sources = Mutex<[Source]>([])

    /// Keeps a source alive; it is never touched again.
    private struct Source: @unchecked Sendable {
        let source: any DispatchSourceSignal
    }
}
