import ArgumentParser
import Browser
import Gathering

/// How hosts are connected to, also inside the browser.
struct ConnectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The user agent to send; by default that of a desktop Chrome.", valueName: "text"))
    var userAgent: String?

    @Option(
        help: ArgumentHelp(
            "Connect to HOST2:PORT2 when HOST1:PORT1 is asked for, as in curl; may be repeated.",
            valueName: "host1:port1:host2:port2"),
        transform: Self.connection)
    var connectTo: [ConnectTo] = []

    @Flag(inversion: .prefixedNo, help: "Accept any certificate.")
    var insecure = false

    static let settings = [
        Setting("user-agent"), Setting("connect-to", .list), Setting("insecure", .flag, default: "false"),
    ]

    /// The same for a browser that is started here.
    func browserOptions() throws(GatheringError) -> BrowserOptions {
        var options = BrowserOptions()
        options.ignoresCertificateErrors = insecure
        options.hostResolverRules = try ConnectTo.resolverRules(connectTo)
        return options
    }

    private static func connection(_ text: String) throws -> ConnectTo {
        do {
            return try ConnectTo(text)
        } catch {
            throw ValidationError(Self.withoutOption(error.message))
        }
    }

    /// Of "--connect-to RULE: reason" the rule and the reason: the option is named by whoever reports it.
    private static func withoutOption(_ message: String) -> String {
        let option = "--connect-to "
        return message.hasPrefix(option) ? String(message.dropFirst(option.count)) : message
    }
}
