import ArgumentParser
import Installation
import JSON
import Reporting

/// `dubcheck checks`: the catalogue of findings.
struct Checks: ConfigurableCommand {
    /// How the catalogue is written.
    enum Format: String, Sendable, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        abstract: "List what can be found, or explain one finding.",
        discussion: """
              dubcheck checks                       every id with its severity, by section
              dubcheck checks head-closed-early     what it means, why it matters, how to fix it
              dubcheck checks --format json         the same for programs
            """)

    @Argument(help: ArgumentHelp("The finding to explain.", valueName: "id"))
    var id: String?

    @Option(help: "How to write it.")
    var format = Format.text

    @OptionGroup(title: "In every command") var common: CommonOptions

    static let settings = [Setting("format", default: "text")]

    func run(in context: Context) async throws -> CommandStatus {
        let entry = try id.map { id throws(CommandFailure) in
            guard let entry = Catalogue.entry(id) else { throw .usage(ResultOptions.unknown(id)) }
            return entry
        }
        switch format {
        case .json:
            let node = entry.map(CatalogueReport.node) ?? CatalogueReport.node(Catalogue.entries)
            try context.output.write(node.pretty + "\n")
        case .text:
            let style = common.color.style(environment: context.environment, isTerminal: context.outputIsTerminal)
            let report = CatalogueReport(style: style, width: context.terminalWidth ?? TextReport.defaultWidth)
            try context.output.write(entry.map(report.explanation) ?? report.list(Catalogue.entries))
        }
        return .passed
    }
}
