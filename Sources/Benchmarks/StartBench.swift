import Foundation

/// The whole life of a short process, as a user waits for it.
struct StartBench {
    let page: String

    func rows() throws -> [Row] {
        var ours: [Double] = []
        var theirs: [Double] = []
        for _ in 0..<15 {
            ours.append(try Self.time([Checkout.dubcheck, "verify", page, "--mode", "static"]))
            theirs.append(try Self.time(["/usr/bin/env", "python3", "-c", "import html.parser, json"]))
        }
        let time = Timing.median(ours) * 1_000
        let peer = Timing.median(theirs) * 1_000
        return [
            Row(
                name: "cold start: dubcheck verify FILE, whole process", figure: "\(time.rounded(0)) ms",
                goal: "≤ 60 ms", meetsGoal: time <= 60,
                peer: "python3 importing html.parser and json: \(peer.rounded(0)) ms")
        ]
    }

    /// Wall seconds of a process, its output thrown away.
    ///
    /// Spawned and waited for directly: Foundation's `Process` adds tens of milliseconds of its own to the wait.
    static func time(_ command: [String]) throws -> Double {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var variables: [UnsafeMutablePointer<CChar>?] =
            ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { variables.forEach { free($0) } }
        var process: pid_t = 0
        var failure: Int32 = 0
        let seconds = Timing.wall {
            failure = posix_spawn(&process, command[0], &actions, nil, &arguments, &variables)
            if failure == 0 { waitpid(process, nil, 0) }
        }
        guard failure == 0 else {
            throw BenchError(message: "\(command[0]) does not start: \(String(cString: strerror(failure)))")
        }
        return seconds
    }
}

/// What keeps a benchmark from being measured.
struct BenchError: Error, CustomStringConvertible {
    let message: String

    var description: String { message }
}
