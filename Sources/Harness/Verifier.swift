/// Verifies pages for the dashboard.
///
/// The harness knows nothing of how: it is handed the way in.
public struct Verifier: Sendable {
    /// Verifies the page of a URL in one way, and gives the report as JSON (`cli.md` 2.1).
    public typealias Verify =
        @Sendable (_ url: String, _ mode: HarnessConfiguration.VerdictMode) async throws -> String

    /// Which pages may be verified.
    public var allowance: HostAllowance
    /// The ways that there are, the quick one first.
    public var modes: [HarnessConfiguration.VerdictMode]
    /// What a user should know of them, such as why there is no browser.
    public var notes: [String]

    let verify: Verify

    /// A way to verify pages.
    public init(
        allowance: HostAllowance, modes: [HarnessConfiguration.VerdictMode], notes: [String] = [],
        verify: @escaping Verify
    ) {
        self.allowance = allowance
        self.modes = modes
        self.notes = notes
        self.verify = verify
    }
}
