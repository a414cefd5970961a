import ArgumentParser
import Browser
import Gathering
import Harness
import Installation
import Journey
import PageURL
import Reporting

/// `dubcheck journey`: from the click to the lead, in a browser.
struct JourneyCommand: ConfigurableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journey",
        abstract: "Click a short link in a browser, fill in a form, and see whether the lead arrives.",
        discussion: """
            Makes a conversion link to --start in the harness, clicks it in a real browser, and checks each hop: \
            redirect, arrival, script, cookie, form, submission, event, lead. Where the chain breaks it names the one \
            cause, what shows it, and the fix, with a picture of the page.

              dubcheck journey                                    the demo sign-up page; nothing else is needed
              dubcheck journey --start http://localhost:3000/signup \\
                --fill '#email=ada+{unique}@example.com' --click 'button[type=submit]' --expect-event "Sign Up"
              dubcheck run -- sh -c 'npm start & sleep 3; dubcheck journey --start http://localhost:3000/'

            An app under test talks to a harness that runs already: 'dubcheck run -- COMMAND' or 'dubcheck serve \
            --env-file FILE' gives it the variables. Without --fill and --click the journey ends at the cookie, unless \
            --expect-event says that the page reports a lead by itself.

            Exit codes: 0 the chain holds, 1 it breaks, 2 wrong usage, no harness or no browser, 3 it could not be \
            judged: the page cannot be opened or is protected, the browser ended, the time was over.
            """)

    @OptionGroup(title: "The journey") var journey: JourneyOptions

    @Option(
        help: ArgumentHelp(
            "Write the report as text, json or junit; may be repeated. (default: text)",
            discussion: "Without a path it goes to standard output, which only one report can use.",
            valueName: "format[=path]"),
        transform: ReportRequest<JourneyFormat>.init(argument:))
    var report = [ReportRequest(format: JourneyFormat.text)]

    @Option(
        help: ArgumentHelp(
            "The folder for a picture of the page on which the journey fails; by default the one for temporary files.",
            valueName: "folder"),
        completion: .directory)
    var screenshot: String?

    @OptionGroup(title: "The harness") var harness: HarnessOptions
    @OptionGroup(title: "The browser") var browser: BrowserPlaceOptions
    @OptionGroup(title: "Reaching the page") var connection: ConnectionOptions
    @OptionGroup(title: "In every command") var common: CommonOptions

    static let settings =
        JourneyOptions.settings + [Setting("report", .list, default: "text"), Setting("screenshot")]
        + HarnessOptions.settings + BrowserPlaceOptions.settings + ConnectionOptions.settings

    func validate() throws {
        try ReportRequest.validate(report)
    }

    func run(in context: Context) async throws -> CommandStatus {
        let writer = ReportWriter(requests: report, color: common.color, context: context)
        try writer.checkPaths()
        if let start = journey.start { try Self.check(start) }
        let sources: [BrowserSource]
        do {
            sources = try browser.sources(try connection.browserOptions(), in: context)
        } catch let error as BrowserError {
            throw CommandFailure.usage(error.description)
        }
        for note in browser.notes { context.say("dubcheck: \(note)") }
        let result = try await withHarness(in: context) { client in
            let plan = plan(on: client.place)
            return try await JourneyRun(
                plan: plan, sources: sources, timeout: journey.timeout, userAgent: connection.userAgent,
                ignoresCertificateErrors: connection.insecure, pictures: screenshot, context: context
            ).report(on: client)
        }
        try writer.write { $0.render(result, style: $1, width: $2) }
        switch result.verdict {
        case .pass, .warn: return .passed
        case .fail: return .findings
        case .inconclusive: return .inconclusive
        }
    }

    private static func check(_ start: String) throws(CommandFailure) {
        if start.hasPrefix("/"), !start.hasPrefix("//") { return }
        guard let url = PageURL(start), url.isHTTP else {
            throw .usage("--start \(start): give an http:// or https:// URL, or the path of a page of the harness")
        }
    }

    /// Whether the page is one of the harness's own.
    private var isOwnPage: Bool { journey.start?.hasPrefix("/") ?? true }

    private func plan(on place: HarnessPlace) -> JourneyPlan {
        let start = journey.start ?? "/signup"
        let isDemo = isOwnPage && start.prefix { $0 != "?" && $0 != "#" } == "/signup" && journey.actions.isEmpty
        let word = String((0..<8).map { _ in Self.letters.randomElement() ?? "x" })
        return JourneyPlan(
            start: isOwnPage ? place.url + start : start,
            actions: (isDemo ? JourneyPlan.demoActions : journey.actions).map { $0.with(unique: word) },
            expectedEvent: journey.expectEvent ?? (isDemo ? "Sign Up" : nil))
    }

    private static let letters = "abcdefghijklmnopqrstuvwxyz0123456789"

    /// Uses the harness that is named, or that an app under test needs to be running; else starts one for the journey.
    private func withHarness(
        in context: Context, _ body: (HarnessClient) async throws -> JourneyReport
    ) async throws -> JourneyReport {
        let isNamed = harness.url != nil || context.environment["DUBCHECK_URL"]?.isEmpty == false
        guard isOwnPage, !isNamed else {
            let client = try HarnessClient(harness, in: context)
            do {
                _ = try await client.get("/_dubcheck/health")
            } catch let failure as CommandFailure where failure.status == .usage {
                throw CommandFailure.usage("\(failure.message)\n\(Self.advice)")
            }
            return try await body(client)
        }
        var configuration = HarnessConfiguration(expectedVerdict: Serve.expectedVerdict)
        configuration.port = 0
        configuration.now = context.now
        return try await Harness.withServer(configuration) { server in
            try await body(HarnessClient(place: HarnessPlace(server), in: context))
        }
    }

    private static let advice = """
        An app under test reports its leads to a harness that runs: 'dubcheck run -- COMMAND' starts one for as long as \
        COMMAND runs, with the variables that the app needs; 'dubcheck serve --env-file FILE' writes them to FILE.
        """
}
