/// An error that the user can mend: one clear line, and the exit code it leads to.
struct CommandFailure: Error, Equatable, CustomStringConvertible {
    var status: CommandStatus
    var message: String

    var description: String { message }

    /// The request or the machine it runs on: exit code 2.
    static func usage(_ message: String) -> CommandFailure {
        CommandFailure(status: .usage, message: message)
    }
}

/// Whoever read our output has gone (`| head`): there is nobody left to write for, which is no failure.
struct OutputClosed: Error {}
