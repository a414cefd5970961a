import ArgumentParser
import Browser
import Installation
import Reporting

/// `dubcheck samples`: verifies every sample page of a running harness against what it must get.
struct Samples: ConfigurableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify every sample page of a running harness against its expected verdict.",
        discussion: """
            Needs 'dubcheck serve --tls' running, because most samples are https pages. Each sample declares, for each \
            mode, a verdict and a finding, which must come out. The exit code is 0 only if all agree, else 1.

              dubcheck serve --tls --port 8443 &
              dubcheck samples --url http://127.0.0.1:8443
              dubcheck samples --url http://127.0.0.1:8443 --mode static gtm npm
            """)

    @Argument(help: ArgumentHelp("Names of samples; without one all are verified.", valueName: "sample"))
    var names: [String] = []

    @Option(help: ArgumentHelp("Where the harness is.", valueName: "url"))
    var url = "http://127.0.0.1:8787"

    @Option(help: "How to look: static, browser, both, or auto: both when a browser is installed, else static.")
    var mode = SampleModes.auto

    @Flag(inversion: .prefixedNo, help: "Run pages in the browser's sandbox.")
    var sandbox = true

    @OptionGroup(title: "In every command") var common: CommonOptions

    static let settings = [
        Setting("url", default: "http://127.0.0.1:8787"), Setting("mode", default: "auto"),
        Setting("sandbox", .flag, default: "true"),
    ]

    func run(in context: Context) async throws -> CommandStatus {
        let modes = try modes(in: context)
        var gallery = try await SampleGallery(at: url, context: context)
        if !names.isEmpty { try gallery.restrict(to: names) }
        let progress = ProgressLine(total: gallery.samples.count * modes.count, context: context)
        var columns: [[SampleOutcome]] = []
        for mode in modes {
            columns.append(
                try await gallery.outcomes(in: mode, options: sandbox ? [] : ["--no-sandbox"], context: context) {
                    progress.advance()
                })
        }
        progress.clear()
        let rows = gallery.samples.indices.map { index in
            (name: gallery.samples[index].name, outcomes: columns.map { $0[index] })
        }
        let style = common.color.style(environment: context.environment, isTerminal: context.outputIsTerminal)
        let table = SampleTable(modes: modes.map(\.rawValue), rows: rows, style: style)
        try context.output.write(table.text)
        return table.disagreeing == 0 ? .passed : .findings
    }

    private func modes(in context: Context) throws -> [TargetReport.Mode] {
        switch mode {
        case .static: return [.static]
        case .browser: return [.browser]
        case .both: return [.static, .browser]
        case .auto:
            do {
                _ = try BrowserLocator(environment: context.environment).locate()
                return [.static, .browser]
            } catch {
                context.say(
                    "dubcheck: static mode only; no browser was found (the Debian package chromium-headless-shell has one)"
                )
                return [.static]
            }
        }
    }
}
