public import Evidence
public import Foundation
public import PageURL

/// How targets are gathered: the options of `verify` that concern fetching, and the world handed in.
public struct GatheringOptions: Sendable {
    /// A header field, cookie or credential given by the user.
    public struct NamedValue: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The value.
        public var value: String

        /// A name with its value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The user and password of `--basic-auth`.
    public struct BasicAuth: Sendable, Hashable {
        /// The user name, without a colon.
        public var user: String
        /// The password.
        public var password: String

        /// Credentials of a user.
        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

    /// Seconds a target may take, all its looks and script files together.
    public var timeout: Double = 30
    /// Bytes after which a page is cut off, counted after decompression.
    public var pageSizeLimit = 5_000_000
    /// Bytes after which a script file is cut off, counted after decompression.
    public var scriptSizeLimit = 1_000_000
    /// Bytes a file or standard input may have.
    public var fileSizeLimit = 64_000_000

    /// Header fields for the target's own site; they replace those of the same name that are sent by default.
    public var headers: [NamedValue] = []
    /// Cookies for the target's own site, sent in one `Cookie` field.
    public var cookies: [NamedValue] = []
    /// Credentials for the target's own site.
    public var basicAuth: BasicAuth?
    /// The user agent of every look but the mobile one.
    public var userAgent = UserAgent.desktop

    /// Where to connect to, instead of where the URL says.
    public var connectTo: [ConnectTo] = []
    /// Accepts any certificate.
    public var insecure = false

    /// Looks at the page in other ways as well, to see whether a cache serves an old copy.
    public var makesCacheProbe = true
    /// Looks in flight at a time, once the first two (one after the other) are made.
    public var concurrentLooks = 4
    /// Script files in flight at a time, for one target.
    public var concurrentScripts = 6
    /// Redirects that are followed; browsers give up after 20, and nobody needs 10.
    public var maximumHops = 10

    /// Which script files are worth fetching for a page: gathering only fetches, what a candidate is the checks know.
    public var scriptCandidates: @Sendable (PageEvidence) -> [PageURL] = { _ in [] }
    /// A page that has the script has done its work before a refresh in it leads on, so that the refresh is not followed.
    public var hasScript: @Sendable (PageEvidence) -> Bool = { _ in false }
    /// A real browser to look at URLs with; nil for none.
    public var browser: BrowserAccess?
    /// A new value of letters and digits for `?dub_id=`, different each time.
    public var probeValue: @Sendable () -> String = Self.randomProbeValue
    /// The time.
    public var now: @Sendable () -> Date = { Date() }
    /// Standard input, read to its end; at most so many bytes are wanted.
    public var standardInput: @Sendable (_ limit: Int) throws -> [UInt8] = { limit in
        try FileReader.readStandardInput(limit: limit)
    }

    /// The defaults of the command line contract.
    public init() {}

    /// Sixteen random letters and digits: no visitor's id, and no value a cache or cookie can already hold.
    public static func randomProbeValue() -> String {
        let alphabet = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        return "probe" + String((0..<11).map { _ in alphabet[Int.random(in: alphabet.indices)] })
    }
}
