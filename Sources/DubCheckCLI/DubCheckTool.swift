import ArgumentParser
import DubCheck
import Foundation

/// The `dubcheck` command: nothing but the list of its subcommands.
@main
struct DubCheckTool: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dubcheck",
        abstract: "Tells whether the Dub analytics script is installed so that it works.",
        discussion: """
            Give it a page, and it says whether the script runs and the dub_id cookie is kept; if not, what \
            stands in the way, where that is, and what to change.

              dubcheck verify https://acme.test/          judge a page on the web
              dubcheck verify dist/ --fail-on major       judge every page of a build
              dubcheck serve                              a stand-in for Dub on this machine
              dubcheck run -- npm test                    the same, for as long as a command runs
              dubcheck journey                            from the click to the lead, in a browser
              dubcheck deliveries --follow                what became of the events sent to Segment, and why
              dubcheck doctor                             whether this machine has all that is needed

            Exit codes: 0 passed, 1 findings, 2 wrong usage or environment, 3 a page could not be judged, \
            70 a bug in dubcheck, 130 interrupted.
            """,
        version: dubCheckVersion,
        subcommands: [
            Verify.self, Serve.self, Run.self, JourneyCommand.self, SegmentCommand.self, Deliveries.self, Events.self,
            Checks.self, Samples.self, Doctor.self, Probe.self,
        ])

    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let status = await CommandRunner(context: .live()).run(arguments)
        Foundation.exit(status.rawValue)
    }
}

extension DubCheckTool {
    /// The settings of all commands: every key that a configuration file may hold.
    static var settings: [Setting] {
        settings(below: self) + Setting.common
    }

    private static func settings(below command: any ParsableCommand.Type) -> [Setting] {
        command.configuration.subcommands.flatMap { command in
            ((command as? any ConfigurableCommand.Type)?.settings ?? []) + settings(below: command)
        }
    }
}
