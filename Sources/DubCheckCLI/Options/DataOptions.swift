import ArgumentParser
import Foundation
import Harness

/// Where the harness keeps its data.
struct DataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The file that links and events are kept in; made if it is not there. By default in your data folder.",
            valueName: "file"),
        completion: .file())
    var data: String?

    @Flag(inversion: .prefixedNo, help: "Keep nothing after the end.")
    var ephemeral = false

    @Option(
        help: ArgumentHelp(
            "What a new data file starts with: JSON lines, as /_dubcheck/export writes them.", valueName: "file"),
        completion: .file())
    var seed: String?

    @Option(
        help: ArgumentHelp(
            "What recorded events survive: normal a kill -9, full also a loss of power.", valueName: "normal|full"))
    var sync = Sync.normal

    /// What recorded events survive.
    enum Sync: String, ExpressibleByArgument, CaseIterable {
        case normal, full
    }

    static let settings = [
        Setting("data"), Setting("ephemeral", .flag, default: "false"), Setting("seed"),
        Setting("sync", default: "normal"),
    ]

    func validate() throws {
        if ephemeral, data != nil { throw ValidationError("--data and --ephemeral do not go together") }
    }

    /// Sets what the options say.
    func apply(to configuration: inout HarnessConfiguration, in context: Context) throws(CommandFailure) {
        configuration.durability = sync == .full ? .full : .normal
        if let seed {
            configuration.seed = String(decoding: try context.readFile(seed), as: UTF8.self)
        }
        guard !ephemeral else { return }
        configuration.data = .file(data.map(context.resolve) ?? Self.usualFile(context))
    }

    /// In the user's data folder, as the XDG base directory specification has it.
    static func usualFile(_ context: Context) -> String {
        let stated = context.environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = context.environment["HOME"] ?? context.workingDirectory
        return (stated ?? home + "/.local/share") + "/dubcheck/dubcheck.sqlite"
    }
}
