internal import Attribution
internal import HTTPTypes
internal import Hummingbird
internal import JSON

/// Turns away what no route should see: strange hosts, endless URLs.
struct Gatekeeper: RouterMiddleware {
    typealias Context = HarnessContext

    /// The longest request target, in bytes; a browser's cookie of 4 kB, percent-encoded, fits.
    static let longestTarget = 16 << 10

    private static let hostField = HTTPField.Name("Host")

    let hosts: HostPolicy
    let service: WorkspaceService

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        // The first Host header is the authority; a second one would be left among the other fields.
        let isAmbiguous = Self.hostField.map { request.headers[$0] != nil } ?? false
        switch hosts.decide(authority: isAmbiguous ? nil : request.head.authority, path: request.uri.path) {
        case .allowed: break
        case .malformed: throw Refusal.malformedHost
        case .unknown(let host):
            // The short domains of the workspace change while the harness runs.
            guard service.domains.contains(where: { $0.slug == host || "www.\($0.slug)" == host }) else {
                throw Refusal.unknownHost(host)
            }
        case .samplesOnly(let host): throw Refusal.samplesOnly(host)
        }
        guard request.uri.string.utf8.count <= Self.longestTarget else {
            throw Refusal.targetTooLong(limit: Self.longestTarget)
        }
        return try await next(request, context)
    }
}
