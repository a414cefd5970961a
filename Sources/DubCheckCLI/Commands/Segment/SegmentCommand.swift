import ArgumentParser
import Harness
import JSON
import Reporting

/// `dubcheck segment`: destinations and subscriptions, of a running harness or in a data file.
struct SegmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segment",
        abstract: "Show and change how Segment's destination \"Dub (Actions)\" is set up in the harness.",
        discussion: """
            A destination has subscriptions; each has a trigger that says which events it takes, and a mapping that says \
            what it makes of them. The commands talk to the running harness; with --data they work on its data file while \
            none runs.

              dubcheck segment list
              dubcheck segment set sub_1 --map 'clickId={"@path":"$.context.traits.clickId"}'
              dubcheck segment preview event.json
              dubcheck segment export --data dubcheck.sqlite
            """,
        subcommands: [
            SegmentList.self, SegmentShow.self, SegmentSet.self, SegmentImport.self, SegmentExport.self,
            SegmentPreview.self,
        ])
}

/// The options of every command on destinations and subscriptions.
struct SegmentOptions: ParsableArguments {
    @Option(help: "How to write it.")
    var format = AnswerFormat.text

    @Option(
        help: ArgumentHelp("Work on this data file, while no harness has it open.", valueName: "file"),
        completion: .file())
    var data: String?

    @OptionGroup(title: "The harness") var harness: HarnessOptions

    @OptionGroup(title: "In every command") var common: CommonOptions

    /// Not the data file: that of a configuration is the one which `serve` has open.
    static let settings = [Setting("format", default: "text")] + HarnessOptions.settings
}

/// A command on destinations and subscriptions.
protocol SegmentSubcommand: ConfigurableCommand {
    var options: SegmentOptions { get }
    /// Does the command's work.
    func run(at desk: any SegmentDesk, in context: Context) async throws
}

extension SegmentSubcommand {
    static var settings: [Setting] { SegmentOptions.settings }

    var common: CommonOptions { options.common }

    func run(in context: Context) async throws -> CommandStatus {
        guard let path = options.data else {
            try await run(at: RemoteDesk(client: HarnessClient(options.harness, in: context)), in: context)
            return .passed
        }
        let file = try await SegmentDataFile(path: context.resolve(path), now: context.now())
        do {
            try await run(at: file, in: context)
        } catch {
            try? await file.close()
            throw error
        }
        try await file.close()
        return .passed
    }

    /// Writes the answer as JSON, or as the text made of it.
    func write(_ json: JSONValue, in context: Context, _ text: (Style) -> String) throws {
        switch options.format {
        case .json: try context.output.write(json.pretty + "\n")
        case .text:
            let isTerminal = context.outputIsTerminal
            try context.output.write(text(common.color.style(environment: context.environment, isTerminal: isTerminal)))
        }
    }
}

extension Context {
    /// A JSON file, or standard input for `-`.
    func readJSON(_ path: String) throws -> JSONValue {
        var bytes: [UInt8] = []
        if path == "-" {
            var chunk = try readInput()
            while !chunk.isEmpty {
                bytes += chunk
                chunk = try readInput()
            }
        } else {
            bytes = try readFile(path)
        }
        do {
            return try JSONValue(json: bytes)
        } catch {
            throw CommandFailure.usage("\(path == "-" ? "standard input" : path): not JSON: \(error)")
        }
    }
}
