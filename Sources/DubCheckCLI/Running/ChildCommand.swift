import Foundation
import Synchronization

/// A command that runs with our terminal as its own.
struct ChildCommand: Sendable {
    var words: [String]
    var environment: [String: String]
    var folder: String

    /// Runs it to its end; Ctrl-C and SIGTERM are passed on to it.
    ///
    /// - Returns: its exit code, or 128 and the number of the signal that ended it.
    /// - Throws: ``CommandFailure`` for a command that cannot be started.
    func run() async throws -> CommandStatus {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["--"] + words
        process.environment = environment
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            let isKilled = process.terminationReason == .uncaughtSignal
            end.yield((isKilled ? 128 : 0) + process.terminationStatus)
            end.finish()
        }
        PassedSignals.catchAll()
        defer { PassedSignals.receiver(is: 0) }
        do {
            try Self.unblocked { try process.run() }
        } catch {
            throw CommandFailure.usage("\(words.first ?? ""): cannot be started: \(error.localizedDescription)")
        }
        PassedSignals.receiver(is: process.processIdentifier)
        // The stream ends early only for a task that is cancelled.
        guard let status = await ends.first(where: { _ in true }) else { return .interrupted }
        return CommandStatus(rawValue: status)
    }

    /// Does something with no signal blocked: threads of tasks block most, and a command begins with what its parent's
    /// thread blocks.
    private static func unblocked(_ body: () throws -> Void) rethrows {
        var (none, usual) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &usual)
        defer { pthread_sigmask(SIG_SETMASK, &usual, nil) }
        try body()
    }
}

/// Signals for the command instead of for dubcheck.
///
/// They are caught and not ignored: a command begins with what is ignored, and could not be interrupted. A handler may
/// run at any moment on any thread, so it does no more than to look up a number and send a signal.
private enum PassedSignals {
    /// The command's process; 0 before it is there and after its end.
    private static let process = Atomic<Int32>(0)
    /// What has come before it was there.
    private static let early = Atomic<Int32>(0)

    static func catchAll() {
        // Made before a handler needs them.
        process.store(0, ordering: .sequentiallyConsistent)
        early.store(0, ordering: .sequentiallyConsistent)
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                let process = PassedSignals.process.load(ordering: .sequentiallyConsistent)
                if process > 0 {
                    kill(process, number)
                } else {
                    PassedSignals.early.store(number, ordering: .sequentiallyConsistent)
                }
            }
        }
    }

    static func receiver(is identifier: Int32) {
        process.store(identifier, ordering: .sequentiallyConsistent)
        let waiting = early.exchange(0, ordering: .sequentiallyConsistent)
        if identifier > 0, waiting > 0 { kill(identifier, waiting) }
    }
}
