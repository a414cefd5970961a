/// Which hosts may be asked for, and where.
///
/// A page on another site can make a browser ask a loopback server under the page's own name (DNS rebinding) and then
/// read the answer. So only names that nobody else can own are answered everywhere; the host names of sample pages are
/// answered only where there is nothing to protect.
struct HostPolicy: Sendable {
    /// What becomes of a request.
    enum Decision: Equatable {
        case allowed
        /// A name that is not answered at all.
        case unknown
        /// A sample's name, asked for something else than what samples have there.
        case samplesOnly
    }

    private let allowed: Set<String>
    private let sampleHosts: Set<String>
    /// Paths by further hosts.
    private let elsewhere: [String: Set<String>]

    /// - Parameters:
    ///   - allowed: Names the user vouches for, and the address listened on.
    ///   - sampleHosts: Names that sample pages declare.
    ///   - elsewhere: Single addresses of further hosts that sample pages declare.
    init(
        allowed: some Sequence<String>, sampleHosts: some Sequence<String>,
        elsewhere: some Sequence<ElsewhereAddress> = []
    ) {
        self.allowed = Set(allowed.map { $0.lowercased() })
        self.sampleHosts = Set(sampleHosts.map { $0.lowercased() })
        self.elsewhere = Dictionary(grouping: elsewhere, by: \.host).mapValues { Set($0.map(\.path)) }
    }

    /// Decides on a request by its host, as ``Authority`` gives it, and its path.
    func decide(host: String, path: String) -> Decision {
        if Self.isLoopback(host) || allowed.contains(host) { return .allowed }
        if elsewhere[host]?.contains(path) == true { return .allowed }
        guard sampleHosts.contains(host) else { return elsewhere[host] == nil ? .unknown : .samplesOnly }
        return Self.isForSamples(path) ? .allowed : .samplesOnly
    }

    static func isLoopback(_ host: String) -> Bool {
        // RFC 6761 section 6.3: browsers resolve localhost and all below it to loopback addresses themselves.
        if host == "localhost" || host.hasSuffix(".localhost") { return true }
        return IPAddress.bytes(of: host).map(IPAddress.isLoopback) ?? false
    }

    private static func isForSamples(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return switch parts.first {
        case "samples", "samples.json", "signup": true
        case "analytics": parts.count == 2 && parts[1].hasPrefix("script") && parts[1].hasSuffix(".js")
        default: false
        }
    }
}
