internal import Attribution
internal import HTTPTypes
internal import Hummingbird
internal import JSON

/// Turns away what no route should see: strange hosts, endless URLs.
struct Gatekeeper: Sendable {
    /// The longest request target, in bytes; a browser's cookie of 4 kB, percent-encoded, fits.
    static let longestTarget = 16 << 10

    private static let hostField = HTTPField.Name("Host")

    let hosts: HostPolicy
    let service: WorkspaceService

    /// The host that a request asks, in lower case and without a port.
    ///
    /// - Throws: ``Refusal`` for a request that is turned away.
    func host(of request: Request) throws -> String {
        // The first Host header is the authority; a second one would be left among the other fields.
        let isAmbiguous = Self.hostField.map(request.headers.contains) ?? false
        guard !isAmbiguous, let host = request.head.authority.flatMap(Authority.host) else {
            throw Refusal.malformedHost
        }
        switch hosts.decide(host: host, path: request.uri.path) {
        case .allowed: break
        case .unknown:
            // The short domains of the workspace change while the harness runs.
            guard service.domains.contains(where: { $0.slug == host || "www.\($0.slug)" == host }) else {
                throw Refusal.unknownHost(host)
            }
        case .samplesOnly: throw Refusal.samplesOnly(host)
        }
        guard request.uri.string.utf8.count <= Self.longestTarget else {
            throw Refusal.targetTooLong(limit: Self.longestTarget)
        }
        return host
    }
}
