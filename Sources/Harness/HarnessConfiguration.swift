public import Foundation

/// How a harness is to be started.
public struct HarnessConfiguration: Sendable {
    /// The two ways of judging a page, between which the expected verdict of a sample may differ.
    public enum VerdictMode: String, Sendable, CaseIterable {
        /// HTML, headers and the fetched script only.
        case `static`
        /// What a real browser made of the page.
        case browser
    }

    /// The verdict that a finding leads to; the finding is nil for a healthy page.
    public typealias ExpectedVerdict = @Sendable (_ findingID: String?, _ mode: VerdictMode) -> String

    /// The address to listen on, or a name for it.
    ///
    /// Anything but a loopback address opens the harness to the network.
    public var host = "127.0.0.1"

    /// The port to listen on; 0 takes a free one.
    public var port = 8787

    /// Whether https is answered too, on the same port, with a certificate made at start.
    public var tls = false

    /// Host names that requests may ask for besides the loopback names.
    public var allowHosts: [String] = []

    /// A folder to read `web/` from at every request, instead of the files in the binary.
    public var webRoot: String?

    /// A file that holds the variables for an app under test as long as the harness runs.
    public var environmentFile: String?

    /// The catalogue's word on what a sample page should come to.
    public var expectedVerdict: ExpectedVerdict

    /// The time.
    public var now: @Sendable () -> Date = { Date() }

    /// A harness on the default port, to be adjusted by its properties.
    public init(expectedVerdict: @escaping ExpectedVerdict) {
        self.expectedVerdict = expectedVerdict
    }
}
