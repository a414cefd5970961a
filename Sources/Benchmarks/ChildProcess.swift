import Foundation

/// A process that a benchmark starts and waits for.
///
/// Spawned directly: Foundation's `Process` adds tens of milliseconds of its own to the wait.
struct ChildProcess {
    let id: pid_t

    /// Starts a command; what it prints goes where `output` and `error` lead.
    init(_ command: [String], output: Output = .nowhere, error: Output = .nowhere) throws(BenchError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        output.add(to: &actions, as: STDOUT_FILENO)
        error.add(to: &actions, as: STDERR_FILENO)
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var variables: [UnsafeMutablePointer<CChar>?] =
            ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { variables.forEach { free($0) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, command[0], &actions, nil, &arguments, &variables)
        guard failure == 0 else {
            throw BenchError(message: "\(command[0]) does not start: \(String(cString: strerror(failure)))")
        }
        id = process
    }

    /// Where a stream of a process leads.
    enum Output {
        case nowhere
        case file(String)
        case descriptor(CInt)

        fileprivate func add(to actions: inout posix_spawn_file_actions_t, as number: CInt) {
            switch self {
            case .nowhere: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_WRONLY, 0)
            case .file(let path):
                posix_spawn_file_actions_addopen(&actions, number, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            }
        }
    }

    /// Waits for the end; the exit code, or 128 and the number of the signal that ended it, as shells count.
    @discardableResult
    func wait() -> CInt {
        var status: CInt = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    }

    /// Whether it has ended; to be asked before anyone has waited for it.
    var hasEnded: Bool {
        var information = siginfo_t()
        let failure = waitid(P_PID, id_t(id), &information, WEXITED | WNOHANG | WNOWAIT)
        return failure == 0 && information.si_signo == SIGCHLD
    }

    /// Asks it to end, and waits for that.
    func stop() {
        kill(id, SIGTERM)
        wait()
    }

    /// Wall seconds of a whole process, its output thrown away.
    static func time(_ command: [String]) throws -> Double {
        try Timing.wall { _ = try ChildProcess(command).wait() }
    }
}

/// What keeps a benchmark from being measured.
struct BenchError: Error, CustomStringConvertible {
    let message: String

    var description: String { message }
}
