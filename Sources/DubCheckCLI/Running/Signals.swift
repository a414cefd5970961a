import Foundation

/// What the process does with the signals of a terminal and of pipes.
enum Signals {
    /// Ends the process with exit code 130 on Ctrl-C, and lets writing to a closed pipe fail instead of killing.
    static func installDefaults() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGINT) { _ in _exit(CommandStatus.interrupted.rawValue) }
    }
}
