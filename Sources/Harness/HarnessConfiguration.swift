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

    /// Where links and events are kept.
    public var data = Data.ephemeral

    /// What recorded events survive.
    public var durability = Durability.normal

    /// What a new data file starts with, as JSON lines; nil for a short domain and a link to the sign-up page.
    public var seed: String?

    /// How faithful the Dub API is where its users would rather have it otherwise.
    public var tracking = Tracking()

    /// What shall go wrong.
    public var chaos: [ChaosRule] = []

    /// How Segment is stood in for.
    public var segment = SegmentBehaviour()

    /// A real Dub API that deliveries of Segment's events go to; nil for the harness's own.
    public var forward: Forward?

    /// The hosts that webhooks are sent to.
    public var webhookHosts = HostAllowance.loopback

    /// How long clients may take.
    public var patience = Patience()

    /// Told what answers do not say: a click that was not recorded, a duplicate that was swallowed.
    public var say: @Sendable (String) -> Void = { _ in }

    /// Verifies pages for the dashboard; nil where it cannot.
    public var verifier: Verifier?

    /// Told the variables for an app under test when a key has changed.
    public var environmentChanged: @Sendable ([(name: String, value: String)]) -> Void = { _ in }

    /// The catalogue's word on what a sample page should come to.
    public var expectedVerdict: ExpectedVerdict

    /// The time.
    public var now: @Sendable () -> Date = { Date() }

    /// A real Dub API.
    public struct Forward: Sendable, Hashable {
        /// Where it is, such as `https://api.dub.co`.
        public var origin: String
        /// Its key.
        public var apiKey: String

        /// A Dub API; a slash at the end of the address does not count.
        public init(origin: String, apiKey: String) {
            self.origin = origin.hasSuffix("/") ? String(origin.dropLast()) : origin
            self.apiKey = apiKey
        }
    }

    /// Where links and events are kept.
    public enum Data: Sendable, Hashable {
        /// In a file, which is made if it is not there, with its folder.
        case file(String)
        /// In a file that nobody else sees, deleted at the end.
        case ephemeral
    }

    /// What recorded events survive.
    public enum Durability: String, Sendable, CaseIterable {
        /// The end of the process, at any moment.
        case normal
        /// The loss of power, too; each commit waits for the disk.
        case full
    }

    /// How faithful the Dub API is where its users would rather have it otherwise.
    public struct Tracking: Sendable, Hashable {
        /// Whether the clicks of bots are recorded too.
        public var countsBots = false
        /// Whether quirks of upstream that only get in the way are emulated too.
        public var isStrict = false

        /// The way that helps most: quirks are said instead of emulated.
        public init() {}
    }

    /// How Segment is stood in for.
    public struct SegmentBehaviour: Sendable, Hashable {
        /// Destinations that are as they are configured, whatever the data says of them.
        public var setup: SegmentSetup?
        /// The path of the host that SDKs are told, such as `/seg` for that of a proxy; empty where it has none.
        public var hostPath = ""
        /// Whether a call with an unknown write key is answered 401, where the real API answers 200 and forgets it.
        public var refusesUnknownKeys = false
        /// Whether of a batch with an event above 32 KB the others are kept, where else the batch is refused.
        public var discardsOversizedEvents = false

        /// The way the real Segment does it, with the destinations of the data.
        public init() {}
    }

    /// How long clients may take over their requests.
    public struct Patience: Sendable, Hashable {
        /// How long nothing may come between two requests, or within one.
        public var idle = Duration.seconds(60)
        /// How long the head of a request may take, from its first bytes to the empty line.
        public var head = Duration.seconds(30)

        /// More than any client needs that means well.
        public init() {}
    }

    /// A harness on the default port, to be adjusted by its properties.
    public init(expectedVerdict: @escaping ExpectedVerdict) {
        self.expectedVerdict = expectedVerdict
    }
}
