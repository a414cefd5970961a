import ArgumentParser
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
              dubcheck samples --url http://127.0.0.1:8443 --mode static
            """)

    @Option(help: ArgumentHelp("Where the harness is.", valueName: "url"))
    var url = "http://127.0.0.1:8787"

    @Option(help: "How to look: static, browser, both, or auto: both when a browser is installed, else static.")
    var mode = SampleModes.auto

    @OptionGroup(title: "In every command") var common: CommonOptions

    static let settings = [
        Setting("url", default: "http://127.0.0.1:8787"), Setting("mode", default: "auto"),
    ]

    func run(in context: Context) async throws -> CommandStatus {
        let modes = try modes(in: context)
        let gallery = try await SampleGallery(at: url, context: context)
        var columns: [[SampleOutcome]] = []
        for mode in modes {
            let limit = FetchOptions.defaultConcurrency * (mode == .static ? 2 : 1)
            columns.append(try await gallery.outcomes(in: mode, atMost: limit, context: context))
        }
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
        case .auto:
            context.say("dubcheck: static mode only; this version has no browser verification yet")
            return [.static]
        case .browser, .both:
            throw CommandFailure.usage(
                "--mode \(mode.rawValue): this version has no browser verification yet; use --mode static")
        }
    }
}
