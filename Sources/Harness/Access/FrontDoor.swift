internal import Hummingbird

/// What every request passes before a route is looked for: who is turned away, and what is answered on other hosts than
/// the harness's own.
///
/// One middleware, since each more would cost a redirect as much as its link does.
struct FrontDoor: RouterMiddleware {
    typealias Context = HarnessContext

    let gatekeeper: Gatekeeper
    let shortLinks: ShortLinks
    let elsewhere: ElsewhereAnswers
    let misplaced: MisplacedCalls

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let host = try gatekeeper.host(of: request)
        if let domain = shortLinks.domain(host, path: request.rawPath) {
            return try await shortLinks.answer(request, context: context, domain: domain, below: "")
        }
        if let answer = try elsewhere.answer(host, to: request) {
            return try await elsewhere.answers.send(answer, to: request)
        }
        if let answer = misplaced.answer(to: request) { return answer }
        return try await next(request, context)
    }
}
