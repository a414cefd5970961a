internal import Attribution
internal import EventStore
internal import Hummingbird
internal import Logging
internal import NIOHTTP1

/// Turns every error of a request into its answer, in the form the client can use, and keeps bodies from HEAD.
struct RefusalAnswers: RouterMiddleware {
    typealias Context = HarnessContext

    let pages: SitePages
    /// The methods that each route has.
    let methods: RouteMethods

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let response: Response
        do {
            response = try await next(request, context)
        } catch let refusal as Refusal {
            response = answer(refusal, to: request)
        } catch let error as any HTTPResponseError where error.status == .notFound {
            response = answer(methods.refusal(of: request), to: request)
        } catch let error as EventStoreError {
            context.logger.error("the data file failed", metadata: ["error": "\(error)"])
            response = APIReply(APIError(.internalServerError, "\(error)")).response
        } catch let error as any HTTPResponseError {
            throw error
        } catch let error as HTTPParserError {
            // A body that is no HTTP: the server answers with 400 and closes the connection.
            throw error
        } catch {
            context.logger.error("a request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            response = answer(.broken("This is a bug in dubcheck: \(error)"), to: request)
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ refusal: Refusal, to request: Request) -> Response {
        var response =
            switch MediaRange.preferred(of: request) {
            case _ where methods.isProgramPath(request.uri.path), .json:
                Response.json(
                    ErrorEnvelope(error: .init(code: refusal.code, message: refusal.message)), status: refusal.status)
            case .html where refusal.status == .notFound:
                pages.notFound(path: request.uri.path)
            case .html, .any:
                Response.text(refusal.message + "\n", status: refusal.status)
            }
        for field in refusal.headers { response.headers[field.name] = field.value }
        return response
    }
}

/// The form of errors for programs.
struct ErrorEnvelope: Encodable {
    struct Body: Encodable {
        var code: String
        var message: String
    }

    var error: Body
}
