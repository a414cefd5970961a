import ArgumentParser
import Harness
import Installation
import Synchronization

/// `dubcheck serve`: the local harness.
struct Serve: ConfigurableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Stand in for Dub on this machine: short links, tracking, events and analytics, and sample pages.",
        discussion: """
            An app that is told DUB_API_URL and DUB_API_KEY talks to this harness as it would to Dub; no account and no \
            network are needed. Click a short link, sign up, and see the lead. /samples shows every way of installing \
            the analytics script and what can go wrong; /signup is a demo page; /dashboard shows all that has come in.

              dubcheck serve --open
              dubcheck serve --port 0 --ephemeral --env-file .dubcheck.env
              dubcheck serve --count-bots --chaos '/track/lead,status=429,times=2'
              dubcheck serve --tls --port 8443

            One line on standard output says when and where it is ready; what answers do not say (a click that was not \
            recorded, a lead that was swallowed) is said on standard error. Ctrl-C stops it.

            To see how your app copes with errors: --chaos PATH,… with method=M, status=N, delay=MS, drop, \
            probability=P, times=N; or the click id error-404, a link key error-409, an amount of 9990429.
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

    @Flag(inversion: .prefixedNo, help: "Open the dashboard in a browser once it is ready.")
    var open = false

    @Option(
        help: ArgumentHelp(
            "Let the dashboard verify pages of this host too, or of any; may be repeated.", valueName: "host|any"),
        transform: AllowedHost.read)
    var allowVerify: [String] = []

    @OptionGroup(title: "Data") var dataOptions: DataOptions

    @OptionGroup(title: "Behaviour") var behaviour: BehaviourOptions

    @OptionGroup(title: "Segment") var segmentOptions: SegmentServeOptions

    @OptionGroup(title: "In every command") var common: CommonOptions

    static let settings =
        [
            Setting("host", default: "127.0.0.1"),
            Setting("port", default: "8787"),
            Setting("tls", .flag, default: "false"),
            Setting("web-root"),
            Setting("env-file"),
            Setting("allow-host", .list),
            Setting("open", .flag, default: "false"),
            Setting("allow-verify", .list),
        ] + DataOptions.settings + BehaviourOptions.settings + SegmentServeOptions.settings

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
        configuration.say = { context.say("dubcheck: \($0)") }
        configuration.verifier = Verifier(allowing: allowVerify, in: context)
        try dataOptions.apply(to: &configuration, in: context)
        try behaviour.apply(to: &configuration, in: context)
        segmentOptions.apply(to: &configuration)
        let place = configuration.data
        let last = LastHarness(context)
        configuration.environmentChanged = { last.write($0) }
        let url = Mutex<String?>(nil)
        defer { last.remove(ifAt: url.withLock { $0 }) }
        try await Harness(configuration).run(stoppingOnSignals: true) { server in
            last.write(server.environment)
            url.withLock { $0 = server.httpOrigin }
            try context.output.write(server.readyLine + "\n")
            context.say(server.greeting)
            if case .file(let path) = place { context.say("dubcheck: data in \(path)") }
            if open { WebBrowser(context).open(server.dashboardURL) }
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
