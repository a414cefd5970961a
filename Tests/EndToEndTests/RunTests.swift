import Foundation
import Testing

@Suite("dubcheck run, as a process", .serialized, .timeLimit(.minutes(2)))
struct RunTests {
    private static let signals = [("INT", SIGINT), ("TERM", SIGTERM)]

    /// Gives the tool the signals as a terminal does: the process of the tests may ignore them, and what it runs, too.
    private static let usualSignals = ["/usr/bin/env", "--default-signal=INT,TERM"]

    /// Runs a shell's script, and sends a signal to dubcheck once the script has said that it is ready.
    private func run(_ script: String, signal: Int32) async throws -> Tool.Outcome {
        let process = try Running(["run", "--", "sh", "-c", script], through: Self.usualSignals)
        let line = await process.firstLine()
        process.signal(line == nil ? SIGKILL : signal)
        let outcome = await process.finish()
        #expect(line == "ready", "\(outcome.errors)")
        return outcome
    }

    @Test("The exit code of the command is dubcheck's", arguments: [0, 1, 7, 255] as [Int32])
    func exitCode(_ code: Int32) async throws {
        let outcome = try await Tool.run("run", "--", "sh", "-c", "echo done; exit \(code)")
        #expect(outcome.status == code, "\(outcome.errors)")
        #expect(outcome.output == "done\n")
    }

    @Test("A command that a signal ends gives 128 and the signal's number", arguments: [SIGINT, SIGTERM, SIGKILL])
    func killed(_ signal: Int32) async throws {
        let script = "kill -\(signal) $$; exit 9"
        let outcome = try await Running(["run", "--", "sh", "-c", script], through: Self.usualSignals).finish()
        #expect(outcome.status == 128 + signal, "\(outcome.errors)")
    }

    @Test("A signal is passed on to the command, which may do with it what it likes", arguments: signals)
    func passedOn(name: String, signal: Int32) async throws {
        // The loop ends by itself, lest a signal that is lost leaves it behind.
        let outcome = try await run(
            "trap 'echo got \(name); exit 5' \(name); echo ready; "
                + "i=0; while [ $i -lt 400 ]; do sleep 0.05; i=$((i + 1)); done; exit 9",
            signal: signal)
        #expect(outcome.status == 5, "\(outcome.errors)")
        #expect(outcome.output == "ready\ngot \(name)\n")
    }

    @Test("A signal ends a command that does nothing about it", arguments: signals)
    func ended(name: String, signal: Int32) async throws {
        let outcome = try await run("echo ready; exec sleep 20", signal: signal)
        #expect(outcome.status == 128 + signal, "\(outcome.errors)")
    }
}
