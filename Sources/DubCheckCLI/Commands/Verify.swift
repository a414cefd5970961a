import ArgumentParser
import Installation
import Reporting

/// `dubcheck verify`: judges pages.
struct Verify: ConfigurableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Judge whether the Dub script on pages runs and its cookie is kept.",
        discussion: """
            A target is an http(s) URL, an HTML file, a folder (every .html file below it), or - for HTML on \
            standard input. Of a URL the redirects, the caches before the page and the script file itself are looked at \
            too, and a real browser opens it, where one is installed (chromium-headless-shell, Chromium or Chrome). Nothing \
            is changed and no event is sent: calls to the tracking API are answered here, unless --live is given.

              dubcheck verify https://acme.test/
              dubcheck verify dist/ --page-url https://acme.test/ --fail-on major
              dubcheck verify https://acme.test/ --report json=report.json --report text
              dubcheck verify --sitemap https://acme.test/sitemap.xml --mode browser --save evidence/
              dubcheck verify --from evidence/
              curl -s https://acme.test/ | dubcheck verify -

            Verdicts: pass; warn: something is lost or should be changed; fail: no click id is kept; inconclusive: \
            the page could not be judged. The exit code is 0, or 1 with a finding at or above --fail-on, or 3 when a page \
            was inconclusive.
            """)

    @Argument(
        help: ArgumentHelp("URLs, HTML files, folders, or - for standard input.", valueName: "target"),
        completion: .file())
    var targets: [String] = []

    @OptionGroup(title: "What is looked at") var look: LookOptions
    @OptionGroup(title: "Result") var result: ResultOptions
    @OptionGroup(title: "What dubcheck cannot see") var page: SiteOptions
    @OptionGroup(title: "Reaching the page") var fetch: FetchOptions
    @OptionGroup(title: "In every command") var common: CommonOptions

    static let settings =
        LookOptions.settings + ResultOptions.settings + SiteOptions.settings + FetchOptions.settings

    func run(in context: Context) async throws -> CommandStatus {
        let writer = ReportWriter(requests: result.report, color: common.color, context: context)
        try writer.checkPaths()
        let verification = try await Verification(self, context: context)
        for note in verification.notes { context.say("dubcheck: \(note)") }
        let report = try await verification.run()
        let status = CommandStatus(report, failOn: result.failOn)
        try writer.write { $0.render(report, style: $1, width: $2) }
        if status == .internalError { context.say("dubcheck: \(bugReportAdvice)") }
        return status
    }
}
