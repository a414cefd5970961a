import ArgumentParser
import Installation
import Reporting

/// `dubcheck samples`: verifies every sample page of a running harness against what it must get.
struct Samples: ConfigurableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify every sample page of a running harness against its expected verdict.",
        discussion: """
            Needs 'dubcheck serve --tls' running, because most samples are https pages. Each sample declares a finding; \
            its verdict and that finding must come out. The exit code is 0 only if all agree, else 1.

              dubcheck serve --tls --port 8443 &
              dubcheck samples --url http://127.0.0.1:8443
            """)

    @Option(help: ArgumentHelp("Where the harness is.", valueName: "url"))
    var url = "http://127.0.0.1:8787"

    @OptionGroup(title: "In every command") var common: CommonOptions

    static let settings = [Setting("url", default: "http://127.0.0.1:8787")]

    func run(in context: Context) async throws -> CommandStatus {
        let gallery = try await SampleGallery(at: url, context: context)
        let outcomes = try await gallery.outcomes(atMost: FetchOptions.defaultConcurrency * 2, context: context)
        let style = common.color.style(environment: context.environment, isTerminal: context.outputIsTerminal)
        try context.output.write(SampleTable(outcomes: outcomes, style: style).text)
        return outcomes.allSatisfy(\.agrees) ? .passed : .findings
    }
}
