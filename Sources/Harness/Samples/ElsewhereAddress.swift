/// An address of a further host which a sample declares, such as `www.googletagmanager.com/gtm.js?id=GTM-AB12CD3`.
///
/// Samples share the names of well-known hosts; what tells their requests apart is the query, because neither `Referer`
/// nor `Origin` names the page across hosts.
struct ElsewhereAddress: Hashable, Sendable, CustomStringConvertible {
    let host: String
    /// The path as it stands in the URL.
    let path: String
    /// Parameters that a request must have, among others.
    let parameters: [String: String]

    /// Reads `host/path` or `host/path?query`; nil when it is neither.
    init?(_ text: String) {
        guard let slash = text.firstIndex(of: "/"), !text.contains("#") else { return nil }
        host = String(text[..<slash])
        let rest = text[slash...]
        path = String(rest.prefix { $0 != "?" })
        let pairs = FormEncoding.pairs(String(rest.dropFirst(path.count + 1)))
        parameters = Dictionary(pairs.map { ($0.name, $0.value) }) { $1 }
        guard !host.isEmpty, path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    }

    /// Whether a request is for this address.
    func covers(host: String, path: String, query: String?) -> Bool {
        guard host == self.host, path == self.path else { return false }
        let pairs = FormEncoding.pairs(query ?? "")
        return parameters.allSatisfy { wanted in pairs.contains { $0.name == wanted.key && $0.value == wanted.value } }
    }

    /// Under these a sample must not hide what the harness answers to all of them.
    var belongsToHarness: Bool {
        let isLoopback =
            host == "localhost" || host.hasSuffix(".localhost")
            || IPAddress.bytes(of: host).map(IPAddress.isLoopback) == true
        let folder = path.split(separator: "/").first ?? ""
        return isLoopback || ["samples", "samples.json", "signup", "analytics"].contains(folder)
    }

    var description: String {
        let query = parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
        return host + path + (query.isEmpty ? "" : "?" + query)
    }
}
