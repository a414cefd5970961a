import ArgumentParser
import Reporting

/// When to write colours.
enum ColorChoice: String, Sendable, CaseIterable, ExpressibleByArgument {
    case auto, always, never

    /// The style for a stream: the option, then `NO_COLOR`, `FORCE_COLOR` or `CLICOLOR_FORCE`, `TERM=dumb`, then whether
    /// somebody watches.
    ///
    /// `NO_COLOR` counts when it is not empty (no-color.org), the forcing ones when neither empty nor 0.
    func style(environment: [String: String], isTerminal: Bool) -> Style {
        switch self {
        case .always: .coloured
        case .never: .plain
        case .auto: Self.wantsColour(environment, isTerminal: isTerminal) ? .coloured : .plain
        }
    }

    private static func wantsColour(_ environment: [String: String], isTerminal: Bool) -> Bool {
        if environment["NO_COLOR"]?.isEmpty == false { return false }
        let forcing = ["FORCE_COLOR", "CLICOLOR_FORCE"].compactMap { environment[$0] }
        if forcing.contains(where: { !["", "0", "false"].contains($0) }) { return true }
        return isTerminal && environment["TERM"] != "dumb"
    }
}
