import ArgumentParser
import Harness

/// How the harness treats what comes in.
struct BehaviourOptions: ParsableArguments {
    @Flag(
        inversion: .prefixedNo,
        help: "Record the clicks of curl, HTTP libraries and headless browsers too, which Dub takes for bots.")
    var countBots = false

    @Flag(
        inversion: .prefixedNo,
        help: "Emulate also those quirks of Dub that only get in the way, such as a failed lead that blocks the next.")
    var strictUpstream = false

    @Option(
        help: ArgumentHelp(
            "Let something go wrong: PATH,status=N,… ; may be repeated.", valueName: "rule"))
    var chaos: [String] = []

    static let settings = [
        Setting("count-bots", .flag, default: "false"), Setting("strict-upstream", .flag, default: "false"),
        Setting("chaos", .list),
    ]

    /// Sets what the options say.
    func apply(to configuration: inout HarnessConfiguration) throws(CommandFailure) {
        configuration.tracking.countsBots = countBots
        configuration.tracking.isStrict = strictUpstream
        for text in chaos {
            do throws(ChaosRule.Problem) {
                configuration.chaos.append(try ChaosRule(text))
            } catch {
                throw .usage("--chaos \(text): \(error)")
            }
        }
    }
}
