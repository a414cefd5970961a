import Harness

/// Where a running harness is, and the key it takes; with where both were found, for messages.
struct HarnessPlace: Sendable, Hashable {
    /// The origin, without a slash at its end.
    var url: String
    /// What named the address.
    var urlOrigin: String
    /// The secret key, if there is one.
    var key: String?
    /// What named the key.
    var keyOrigin: String

    /// Where `serve` listens when nothing else is said.
    static let usualURL = "http://127.0.0.1:8787"

    /// Looks in the options, then the environment, then at the harness that this user has started last.
    ///
    /// - Throws: `CommandFailure` for an address that is none.
    init(url: String?, key: String?, in context: Context) throws(CommandFailure) {
        let last = LastHarness(context).variables
        let variables = context.environment.filter { !$0.value.isEmpty }
        let lastName = "the harness started last"
        if let url {
            (self.url, urlOrigin) = (url, variables["DUBCHECK_URL"] == url ? "DUBCHECK_URL" : "--url")
        } else if let url = variables["DUBCHECK_URL"] {
            (self.url, urlOrigin) = (url, "DUBCHECK_URL")
        } else if let url = last["DUBCHECK_URL"] {
            (self.url, urlOrigin) = (url, lastName)
        } else {
            (self.url, urlOrigin) = (Self.usualURL, "the usual address")
        }
        if let key {
            (self.key, keyOrigin) = (key, "--key")
        } else if let key = variables["DUB_API_KEY"] {
            (self.key, keyOrigin) = (key, "DUB_API_KEY")
        } else {
            // A key belongs to its harness: it is not shown to another.
            let isLast = last["DUBCHECK_URL"].map(Self.trimmed) == Self.trimmed(self.url)
            (self.key, keyOrigin) = (isLast ? last["DUB_API_KEY"] : nil, lastName)
        }
        self.url = Self.trimmed(self.url)
        guard self.url.hasPrefix("http://") || self.url.hasPrefix("https://") else {
            throw .usage("\(urlOrigin): '\(self.url)' is no address; write it as \(Self.usualURL)")
        }
    }

    /// A harness of this process.
    init(_ server: HarnessServer) {
        (url, key) = (server.httpOrigin, server.secretKey)
        (urlOrigin, keyOrigin) = ("the harness of this run", "the harness of this run")
    }

    /// Whether it is on this machine.
    var isLoopback: Bool {
        guard let start = url.firstRange(of: "://")?.upperBound else { return false }
        let authority = url[start...].prefix { $0 != "/" }
        if authority.hasPrefix("[::1]") { return true }
        let host = authority.prefix { $0 != ":" }
        return host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("127.")
    }

    private static func trimmed(_ url: String) -> String {
        String(url.reversed().drop { $0 == "/" }.reversed())
    }
}
