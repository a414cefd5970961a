/// Verifies pages for the dashboard.
///
/// The harness knows nothing of how: it is handed the way in.
public struct Verifier: Sendable {
    /// Which pages may be verified, beside those of this machine.
    public enum Allowance: Sendable, Hashable {
        /// Only loopback names.
        case loopback
        /// These hosts too.
        case hosts([String])
        /// Every page.
        case any

        /// Whether pages of a host may be verified.
        ///
        /// - Parameter authority: the host as a URL has it, an IPv6 address in brackets.
        func covers(_ authority: String) -> Bool {
            guard let host = Authority.host(of: authority) else { return false }
            return switch self {
            case .loopback: HostPolicy.isLoopback(host)
            case .hosts(let names):
                HostPolicy.isLoopback(host) || names.contains { $0.lowercased() == host }
            case .any: true
            }
        }
    }

    /// Verifies the page of a URL in one way, and gives the report as JSON (`cli.md` 2.1).
    public typealias Verify =
        @Sendable (_ url: String, _ mode: HarnessConfiguration.VerdictMode) async throws -> String

    /// Which pages may be verified.
    public var allowance: Allowance
    /// The ways that there are, the quick one first.
    public var modes: [HarnessConfiguration.VerdictMode]
    /// What a user should know of them, such as why there is no browser.
    public var notes: [String]

    let verify: Verify

    /// A way to verify pages.
    public init(
        allowance: Allowance, modes: [HarnessConfiguration.VerdictMode], notes: [String] = [], verify: @escaping Verify
    ) {
        self.allowance = allowance
        self.modes = modes
        self.notes = notes
        self.verify = verify
    }
}
