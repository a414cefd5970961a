import Dispatch
import Foundation

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
        do {
            try Self.unblocked { try process.run() }
        } catch {
            throw CommandFailure.usage("\(words.first ?? ""): cannot be started: \(error.localizedDescription)")
        }
        // Only now: a command ignores from its start what we ignore then, and nothing could interrupt it.
        let signals = Self.passOn(to: process)
        defer { for source in signals { source.cancel() } }
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

    private static func passOn(to process: Process) -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { if process.isRunning { kill(process.processIdentifier, number) } }
            source.resume()
            return source
        }
    }
}
