internal import Attribution
internal import HTTPTypes
internal import Hummingbird

/// Who may look at the data and change it below `/_dubcheck/` (`cli.md`, 4.1): the holder of the secret key, and the
/// dashboard in a browser on this machine.
///
/// The dashboard has a cookie. A page of another origin can make a browser send requests, though `SameSite` keeps the
/// cookie from them; so what a cookie allows must also say that it comes from this origin, if it changes anything.
struct OperatorCheck: RouterMiddleware {
    typealias Context = HarnessContext

    let service: WorkspaceService
    let session: Session

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        try await APIReply.answer {
            try check(request)
            return try await next(request, context)
        }
    }

    private func check(_ request: Request) throws {
        let isChange = ![.get, .head].contains(request.method)
        if isChange, !SameOrigin.allows(request) {
            throw APIError(.forbidden, "Pages of another origin may change nothing here.")
        }
        if request.headers[.authorization] != nil {
            return try KeyCheck(service: service).secret(request)
        }
        guard let token = request.cookiesByName[Session.cookie], session.token.isSame(as: token) else {
            throw APIError(
                .unauthorized,
                "Send the secret key (Authorization: Bearer dub_…), or open /dashboard in a browser on this machine.")
        }
        // Programs that hold a cookie say where they come from, as browsers do.
        if isChange, !SameOrigin.isStated(by: request) {
            throw APIError(.forbidden, "A request that changes something needs an Origin header beside the cookie.")
        }
    }
}

/// The dashboard's session: a token of this run, given as a cookie to browsers on this machine.
struct Session: Sendable {
    static let cookie = "dubcheck_session"

    let token: APIKey

    init(ids: IDMaker) {
        token = APIKey(ids.alphanumeric(32))
    }

    /// An answer that starts the session, where the request names a loopback host.
    func begin(_ response: Response, for request: Request) -> Response {
        guard let host = request.head.authority.flatMap(Authority.host), HostPolicy.isLoopback(host) else {
            return response
        }
        var response = response
        response.headers[.setCookie] = "\(Self.cookie)=\(token.text); Path=/; HttpOnly; SameSite=Strict"
        return response
    }
}
