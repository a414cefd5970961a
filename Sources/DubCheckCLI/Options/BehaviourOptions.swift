import ArgumentParser
import Harness
import PageURL

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

    @Option(
        help: ArgumentHelp(
            "Deliver leads and sales that come through Segment to this Dub API instead, with the key in DUB_API_KEY.",
            valueName: "url"))
    var forward: String?

    @Option(
        help: ArgumentHelp(
            "Send webhooks to this host too, or to any; else only to this machine. May be repeated.",
            valueName: "host|any"),
        transform: AllowedHost.read)
    var allowWebhook: [String] = []

    static let settings = [
        Setting("count-bots", .flag, default: "false"), Setting("strict-upstream", .flag, default: "false"),
        Setting("chaos", .list), Setting("forward"), Setting("allow-webhook", .list),
    ]

    /// Sets what the options say.
    func apply(to configuration: inout HarnessConfiguration, in context: Context) throws(CommandFailure) {
        configuration.tracking.countsBots = countBots
        configuration.tracking.isStrict = strictUpstream
        configuration.webhookHosts = HostAllowance(naming: allowWebhook)
        if let forward {
            guard let url = PageURL(forward), ["http", "https"].contains(url.scheme) else {
                throw .usage("--forward \(forward): give the address of a Dub API, such as https://api.dub.co")
            }
            guard let key = context.environment["DUB_API_KEY"], !key.isEmpty else {
                throw .usage("--forward \(forward): put the key of that Dub API into DUB_API_KEY")
            }
            configuration.forward = HarnessConfiguration.Forward(origin: forward, apiKey: key)
        }
        for text in chaos {
            do throws(ChaosRule.Problem) {
                configuration.chaos.append(try ChaosRule(text))
            } catch {
                throw .usage("--chaos \(text): \(error)")
            }
        }
    }
}
