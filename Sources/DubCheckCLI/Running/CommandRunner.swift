import ArgumentParser
import Gathering
import Harness

/// A command that gets its world handed in and answers with an exit status.
protocol ContextCommand: AsyncParsableCommand {
    /// Does the command's work.
    func run(in context: Context) async throws -> CommandStatus
}

extension ContextCommand {
    /// Runs in the process's own world.
    mutating func run() async throws {
        throw ExitCode(try await run(in: .live()).rawValue)
    }
}

/// Runs a command line: configuration, parsing, the command, and every error as one clear line and its exit code.
struct CommandRunner: Sendable {
    let context: Context

    /// Runs the arguments (without the program's name) to their exit status.
    func run(_ arguments: [String]) async -> CommandStatus {
        Signals.installDefaults()
        let path = Self.command(of: arguments).path
        let name = (["dubcheck"] + (path.isEmpty ? arguments.prefix(1).filter(Self.isWord) : path))
            .joined(separator: " ")
        do {
            return try await execute(arguments)
        } catch is OutputClosed {
            return .passed
        } catch is CancellationError {
            return .interrupted
        } catch let error as CommandFailure {
            return fail(error.message, error.status)
        } catch let error as GatheringError {
            return fail(error.message, .usage)
        } catch let error as HarnessError {
            return fail(error.message, .usage)
        } catch let error as ParsingFailure {
            return answer(error, command: name)
        } catch {
            return fail("internal error: \(error)\n\(bugReportAdvice)", .internalError)
        }
    }

    private func execute(_ arguments: [String]) async throws -> CommandStatus {
        if let first = arguments.first, Self.isWord(first), Self.command(named: first) == nil, first != "help" {
            throw CommandFailure.usage(Self.unknownCommand(first))
        }
        let (path, command) = Self.command(of: arguments)
        guard let type = command as? any ConfigurableCommand.Type else {
            return try await run(try Self.parse(arguments))
        }
        let rest = Array(arguments.dropFirst(path.count))
        let configuration = try Configuration.load(for: type, arguments: rest, context: context)
        for warning in configuration.warnings { context.say("dubcheck: \(warning)") }
        do {
            let command = try Self.parse(path + configuration.arguments + rest)
            if let command = command as? any ConfigurableCommand, command.common.printConfig {
                try context.output.write(configuration.table)
                return .passed
            }
            return try await run(command)
        } catch let error as ParsingFailure where error.isFailure {
            throw Self.blame(configuration, of: path, for: error)
        }
    }

    private func run(_ command: any ParsableCommand) async throws -> CommandStatus {
        if let command = command as? any ContextCommand { return try await command.run(in: context) }
        // The parser's own commands (help) and those that only group others: their run() asks for a help text.
        var command = command
        do {
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            throw ParsingFailure(error)
        }
        return .passed
    }

    private static func parse(_ arguments: [String]) throws(ParsingFailure) -> any ParsableCommand {
        do {
            return try DubCheckTool.parseAsRoot(arguments)
        } catch {
            throw ParsingFailure(error)
        }
    }

    /// Names the variable or file when the value that cannot be parsed came from there.
    private static func blame(
        _ configuration: Configuration, of command: [String], for failure: ParsingFailure
    ) -> any Error {
        for entry in configuration.entries {
            guard let origin = entry.origin.place else { continue }
            do {
                _ = try parse(command + entry.arguments)
            } catch  where error.message == failure.message {
                return CommandFailure.usage("\(origin): \(error.message)")
            } catch {
                // What the value alone lacks, such as a command's argument.
            }
        }
        return failure
    }

    /// Help and version go to standard output; what is wrong with the arguments is one line and a hint.
    private func answer(_ error: ParsingFailure, command: String) -> CommandStatus {
        guard error.isFailure else {
            try? context.output.write(error.fullMessage + "\n")
            return .passed
        }
        return fail("\(error.message)\n'\(command) --help' shows how it is used.", .usage)
    }

    private func fail(_ message: String, _ status: CommandStatus) -> CommandStatus {
        context.say("dubcheck: \(message)")
        return status
    }

    private static func isWord(_ argument: String) -> Bool {
        !argument.isEmpty && !argument.hasPrefix("-")
    }

    private static func command(named name: String) -> (any ParsableCommand.Type)? {
        DubCheckTool.configuration.subcommands.first { $0._commandName == name }
    }

    /// The command that the first words name, and those words: one for most, two for a command of a group.
    private static func command(of arguments: [String]) -> (path: [String], type: (any ParsableCommand.Type)?) {
        var path: [String] = []
        var type: (any ParsableCommand.Type)?
        var candidates = DubCheckTool.configuration.subcommands
        for word in arguments {
            guard let next = candidates.first(where: { $0._commandName == word }) else { break }
            path.append(word)
            type = next
            candidates = next.configuration.subcommands
        }
        return (path, type)
    }

    private static func unknownCommand(_ name: String) -> String {
        let names = DubCheckTool.configuration.subcommands.filter { $0.configuration.shouldDisplay }
            .map { $0._commandName }
        let isTarget = name.contains("/") || name.contains(".")
        let near = isTarget ? "dubcheck verify \(name)" : Suggestion.nearest(to: name, in: names).first
        return "there is no command '\(name)'" + (near.map { "; did you mean '\($0)'?" } ?? "")
            + "\n'dubcheck --help' lists the commands."
    }
}

/// What the argument parser has to say instead of a command: help and version, or what is wrong.
struct ParsingFailure: Error {
    /// Something is wrong; else the message is what was asked for.
    let isFailure: Bool
    /// What is wrong, in one line.
    let message: String
    /// The message with all the parser wants to say beside it.
    let fullMessage: String

    init(_ error: any Error) {
        isFailure = DubCheckTool.exitCode(for: error) != .success
        message = Self.simplified(DubCheckTool.message(for: error))
        fullMessage = DubCheckTool.fullMessage(for: error)
    }

    /// Our own explanations of a value stand alone: the parser would repeat the value, which may be a password.
    private static func simplified(_ message: String) -> String {
        guard let match = message.wholeMatch(of: #/The value '.*' is invalid for '(--[a-z-]+)[^']*': (.+)/#) else {
            return message
        }
        return "\(match.1): \(match.2)"
    }
}

/// What to do about a bug.
let bugReportAdvice = """
    This is a bug in dubcheck, not in the page: please report it where you got dubcheck from, with this message, the \
    command line and, if you can, the page.
    """
