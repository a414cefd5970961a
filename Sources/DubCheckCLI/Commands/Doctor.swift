import ArgumentParser
import JSON

/// `dubcheck doctor`: whether this machine is ready.
struct Doctor: ConfigurableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell whether this machine has what dubcheck needs, and what to install where it has not.",
        discussion: """
            What can be tried is tried: a browser is started and opens an empty page, the harness listens on its port, \
            a file is made where the data is kept; nothing of it stays. Without what is marked ✗ a part of dubcheck does \
            not work, and the exit code is 2; what is marked – only some need.

              dubcheck doctor
              dubcheck doctor --no-sandbox --format json
            """)

    @Option(help: ArgumentHelp("The browser to start; by default the first that is found.", valueName: "path"))
    var browser: String?

    @Flag(inversion: .prefixedNo, help: "Run pages in the browser's sandbox.")
    var sandbox = true

    @Option(help: ArgumentHelp("The address that the harness will listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port that the harness will listen on.", valueName: "port"))
    var port = 8787

    @Option(
        help: ArgumentHelp("The file of the harness's data. By default in your data folder.", valueName: "file"),
        completion: .file())
    var data: String?

    @Option(help: "How to write it.")
    var format = AnswerFormat.text

    @OptionGroup(title: "In every command") var common: CommonOptions

    static let settings = [
        Setting("browser"), Setting("sandbox", .flag, default: "true"), Setting("host", default: "127.0.0.1"),
        Setting("port", default: "8787"), Setting("data"), Setting("format", default: "text"),
    ]

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port \(port): ports go from 0 to 65535")
        }
    }

    func run(in context: Context) async throws -> CommandStatus {
        let pages = BrowserExamination(browser: browser, sandbox: sandbox, context: context)
        let file = data.map(context.resolve) ?? DataOptions.usualFile(context)
        let harness = HarnessExamination(host: host, port: port, file: file, context: context)
        let style = common.color.style(environment: context.environment, isTerminal: context.outputIsTerminal)
        var results: [Examination] = []
        let steps: [() async -> Examination] = [
            pages.browserStarts, pages.driverIsThere, pages.libraryIsThere, harness.portIsFree,
            harness.dataCanBeWritten,
        ]
        for step in steps {
            let result = await step()
            results.append(result)
            if format == .text { try context.output.write(result.line(in: style)) }
        }
        let isReady = results.allSatisfy { $0.state != .missing }
        if format == .json {
            let report: JSONValue = ["ready": .bool(isReady), "checks": .array(results.map(\.json))]
            try context.output.write(report.pretty + "\n")
        }
        return isReady ? .passed : .usage
    }
}
