import ArgumentParser
import Harness
import Installation

/// `dubcheck serve`: the local harness.
struct Serve: ConfigurableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the analytics script, sample pages and a sign-up page on this machine.",
        discussion: """
            Sample pages show every way of installing the script and what can go wrong; /samples lists them with the \
            verdict each must get. /signup is a demo page, /analytics/script.js the script in its 8 variants.

              dubcheck serve
              dubcheck serve --port 0 --env-file .dubcheck.env
              dubcheck serve --tls --port 8443

            One line on standard output says when and where it is ready. Ctrl-C stops it.
            """)

    @Option(
        help: ArgumentHelp(
            "The address to listen on; others than loopback open it to the network.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port to listen on; 0 takes a free one.", valueName: "port"))
    var port = 8787

    @Flag(inversion: .prefixedNo, help: "Answer https too, on the same port, with a certificate made at start.")
    var tls = false

    @Option(
        help: ArgumentHelp("Serve this folder instead of the built-in web/; edits show at once.", valueName: "folder"),
        completion: .directory)
    var webRoot: String?

    @Option(
        help: ArgumentHelp(
            "Write the variables for an app under test here once ready; removed at the end.", valueName: "file"),
        completion: .file())
    var envFile: String?

    @Option(help: ArgumentHelp("Answer requests for this host name too; may be repeated.", valueName: "name"))
    var allowHost: [String] = []

    @Flag(inversion: .prefixedNo, help: "Keep nothing after the end. In this version nothing is stored anyway.")
    var ephemeral = false

    @OptionGroup(title: "In every command") var common: CommonOptions

    static let settings = [
        Setting("host", default: "127.0.0.1"),
        Setting("port", default: "8787"),
        Setting("tls", .flag, default: "false"),
        Setting("web-root"),
        Setting("env-file"),
        Setting("allow-host", .list),
        Setting("ephemeral", .flag, default: "false"),
    ]

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port \(port): ports go from 0 to 65535")
        }
    }

    func run(in context: Context) async throws -> CommandStatus {
        var configuration = HarnessConfiguration(expectedVerdict: Self.expectedVerdict)
        configuration.host = host
        configuration.port = port
        configuration.tls = tls
        configuration.allowHosts = allowHost
        configuration.webRoot = webRoot.map(context.resolve)
        configuration.environmentFile = envFile.map(context.resolve)
        configuration.now = context.now
        try await Harness(configuration).run(stoppingOnSignals: true) { server in
            try context.output.write(server.readyLine + "\n")
            context.say("dubcheck: sample pages at \(server.url)/samples; Ctrl-C stops")
        }
        return .passed
    }

    /// What the catalogue says of a page with this finding only; `unknown` for an id that this version does not have.
    @Sendable
    static func expectedVerdict(_ id: String?, _ mode: HarnessConfiguration.VerdictMode) -> String {
        let verdict = Catalogue.expectedVerdict(forFinding: id, mode: mode == .static ? .static : .browser)
        return verdict?.rawValue ?? "unknown"
    }
}
