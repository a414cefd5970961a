import ArgumentParser
import Reporting

/// The options of the commands that show a log of the harness.
struct LogOptions: ParsableArguments {
    @Flag(inversion: .prefixedNo, help: "Go on with what comes in, until Ctrl-C.")
    var follow = false

    @Option(help: "How to write it: text, or jsonl for a line of JSON each.")
    var format = LogFormat.text

    @Option(help: ArgumentHelp("How many of the newest are shown.", valueName: "number"))
    var last = 20

    @OptionGroup(title: "The harness") var harness: HarnessOptions

    @OptionGroup(title: "In every command") var common: CommonOptions

    static let settings =
        [
            Setting("follow", .flag, default: "false"), Setting("format", default: "text"),
            Setting("last", default: "20"),
        ] + HarnessOptions.settings

    func validate() throws {
        guard (0...1_000).contains(last) else { throw ValidationError("--last \(last): from 0 to 1000") }
    }

    /// How text is written.
    func style(in context: Context) -> Style {
        common.color.style(environment: context.environment, isTerminal: context.outputIsTerminal)
    }
}

/// A command that shows a log of the harness.
protocol LogCommand: ConfigurableCommand {
    var options: LogOptions { get }
}

extension LogCommand {
    static var settings: [Setting] { LogOptions.settings }

    var common: CommonOptions { options.common }
}
