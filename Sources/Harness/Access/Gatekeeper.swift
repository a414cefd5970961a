internal import HTTPTypes
internal import Hummingbird

/// Turns away what no route should see: strange hosts, methods that change things, endless URLs.
struct Gatekeeper: RouterMiddleware {
    typealias Context = BasicRequestContext

    /// The longest request target, in bytes; a browser's cookie of 4 kB, percent-encoded, fits.
    private static let longestTarget = 16 << 10

    private static let hostField = HTTPField.Name("Host")

    let hosts: HostPolicy

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        // The first Host header is the authority; a second one would be left among the other fields.
        let isAmbiguous = Self.hostField.map { request.headers[$0] != nil } ?? false
        switch hosts.decide(authority: isAmbiguous ? nil : request.head.authority, path: request.uri.path) {
        case .allowed: break
        case .malformed: throw Refusal.malformedHost
        case .unknown(let host): throw Refusal.unknownHost(host)
        case .samplesOnly(let host): throw Refusal.samplesOnly(host)
        }
        guard request.uri.string.utf8.count <= Self.longestTarget else {
            throw Refusal.targetTooLong(limit: Self.longestTarget)
        }
        guard request.method == .get || request.method == .head else {
            throw Refusal.methodNotAllowed(request.method)
        }
        return try await next(request, context)
    }
}
