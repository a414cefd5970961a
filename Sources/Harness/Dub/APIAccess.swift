internal import Attribution
internal import HTTPTypes
internal import Hummingbird

/// What the endpoints of the Dub API have in common: who may call, which headers come back, and errors in Dub's form.
struct APIAccess: RouterMiddleware {
    typealias Context = HarnessContext

    /// Which key a caller needs.
    enum Key {
        /// `dub_…`, of servers.
        case secret
        /// `dub_pk_…`, of pages.
        case publishable
        /// None.
        case none
    }

    let service: WorkspaceService
    let limits: RateLimits
    let chaos: ChaosBoard
    let key: Key
    /// Whether the rate-limit headers come with every answer, or only with errors (`dub-api.md`, 4).
    var tellsLimits = false
    /// Whether it is kept what was refused.
    var keepsRefusals = false

    /// Whether pages of other origins may call (`dub-api.md`, 10.1).
    private var isForPages: Bool { key != .secret }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await answer(request, context: context, next: next)
        if isForPages {
            for field in Self.crossOrigin { response.headers[field.name] = field.value }
        }
        guard key != .none, tellsLimits || key == .publishable || response.status.code >= 400 else { return response }
        for field in limits.headers(for: request, isPublic: key == .publishable, now: service.clock.now) {
            response.headers[field.name] = field.value
        }
        return response
    }

    private func answer(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if isForPages, request.method == .options { return Response(status: .noContent) }
        return try await APIReply.answer {
            do {
                try checkKey(of: request)
                if let fault = try await chaos.fault(for: request, on: context) { return fault }
                return try await next(request, context)
            } catch let error as APIError where keepsRefusals {
                service.refused.add(error, to: request, at: service.clock.now)
                throw error
            }
        }
    }

    private func checkKey(of request: Request) throws(APIError) {
        switch key {
        case .secret: try KeyCheck(service: service).secret(request)
        case .publishable: try KeyCheck(service: service).publishable(request)
        case .none: break
        }
    }

    private static let crossOrigin: HTTPFields = [
        .accessControlAllowOrigin: "*", .accessControlAllowMethods: "POST, OPTIONS",
        .accessControlAllowHeaders: "Content-Type, Authorization",
    ]
}

extension APIReply: ResponseGenerator {
    func response(from request: Request, context: some RequestContext) -> Response { response }
}
