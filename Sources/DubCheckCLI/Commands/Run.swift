import ArgumentParser
import Foundation
import Harness
import Synchronization

/// `dubcheck run -- COMMAND…`: a harness for as long as a command runs.
struct Run: ConfigurableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start the harness, run a command with the variables it needs, stop, and pass its exit code on.",
        discussion: """
            The command sees DUBCHECK_URL, DUB_API_URL, DUB_API_KEY, DUB_PUBLISHABLE_KEY and DUB_SHORT_DOMAIN. Nothing is \
            kept after its end, unless --data names a file.

              dubcheck run -- npm test
              dubcheck run --count-bots -- pytest tests/signup
            """)

    @Option(help: ArgumentHelp("The port to listen on; 0 takes a free one.", valueName: "port"))
    var port = 0

    @Option(
        help: ArgumentHelp("A file that links and events are kept in.", valueName: "file"), completion: .file())
    var data: String?

    @Option(
        help: ArgumentHelp("What the data starts with: JSON lines.", valueName: "file"), completion: .file())
    var seed: String?

    @OptionGroup(title: "Behaviour") var behaviour: BehaviourOptions

    @OptionGroup(title: "Segment") var segmentOptions: SegmentServeOptions

    @OptionGroup(title: "In every command") var common: CommonOptions

    @Argument(
        parsing: .postTerminator, help: ArgumentHelp("The command and its arguments, after --.", valueName: "command"))
    var command: [String] = []

    static let settings =
        [
            Setting("port", default: "0"), Setting("data"), Setting("seed"),
        ] + BehaviourOptions.settings + SegmentServeOptions.settings

    func validate() throws {
        if command.isEmpty, !common.printConfig { throw ValidationError("name a command after --, as in: -- npm test") }
    }

    func run(in context: Context) async throws -> CommandStatus {
        var configuration = HarnessConfiguration(expectedVerdict: Serve.expectedVerdict)
        configuration.port = port
        configuration.now = context.now
        configuration.say = { context.say("dubcheck: \($0)") }
        configuration.data = data.map { .file(context.resolve($0)) } ?? .ephemeral
        if let seed { configuration.seed = String(decoding: try context.readFile(seed), as: UTF8.self) }
        try behaviour.apply(to: &configuration, in: context)
        segmentOptions.apply(to: &configuration)
        return try await Harness.withServer(configuration) { server in
            let environment = context.environment.merging(server.environment.map { ($0.name, $0.value) }) { $1 }
            return try await ChildCommand(words: command, environment: environment, folder: context.workingDirectory)
                .run()
        }
    }
}
