import ArgumentParser
import Installation

/// The lowest severity that makes the exit code 1.
enum FailOn: String, Sendable, CaseIterable, ExpressibleByArgument {
    case blocker, major, minor, never

    /// The severity; nil for never.
    var severity: Severity? {
        switch self {
        case .blocker: .blocker
        case .major: .major
        case .minor: .minor
        case .never: nil
        }
    }
}
