internal import EventStore
internal import Gzip
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import NIOCore
internal import Segment

/// `/v1/…`: the Tracking API that Segment's SDKs call (`segment.md`, 1).
struct IngestRoutes: Sendable {
    typealias Context = HarnessContext

    let service: SegmentService
    let chaos: ChaosBoard

    var routes: RouteCollection<Context> {
        RouteCollection(context: Context.self)
            .add(middleware: AnyOrigin())
            .post("/v1/{call}") { request, context in
                guard let endpoint = Endpoint(name: context.part("call")) else {
                    throw Refusal.notFound(request.uri.path)
                }
                if let fault = try await chaos.fault(for: request, on: context) { return fault }
                return try await answer(request, context, endpoint)
            }
            .on("/v1/{call}", method: .options) { _, _ in Response(status: .noContent) }
            .on("/v1/projects/{writeKey}/settings", method: .options) { _, _ in Response(status: .noContent) }
            .get("/v1/projects/{writeKey}/settings") { request, context in
                try settings(context.part("writeKey"), for: request)
            }
    }

    private func answer(_ request: Request, _ context: Context, _ endpoint: Endpoint) async throws -> Response {
        let receivedAt = service.now
        switch try await body(of: request) {
        case .success(let body):
            let call = IncomingCall(
                endpoint, body: body, authorization: request.headers[.authorization], receivedAt: receivedAt,
                address: request.visitorAddress(context))
            await service.workspace.saw(.call, "/v1/\(context.part("call"))")
            return Response(try await service.receive(call))
        case .failure(let refused): return Response(refused.answer)
        }
    }

    private struct Refused: Error {
        let answer: IngestAnswer
    }

    /// The body, unpacked; what is larger than any call may be is refused before it is read to its end.
    private func body(of request: Request) async throws -> Result<[UInt8], Refused> {
        let bytes: [UInt8]
        do {
            bytes = Array(try await request.bytes())
        } catch let refusal as Refusal {
            return .failure(Refused(answer: .refused(.tooLarge, "Exceed payload limit: \(refusal.message)")))
        }
        guard request.headers[.contentEncoding]?.lowercased() == "gzip" else { return .success(bytes) }
        do {
            return .success(try Gunzip.unpack(bytes, limit: Request.largestBody))
        } catch .tooLarge {
            return .failure(
                Refused(answer: .refused(.tooLarge, "Exceed payload limit: the unpacked body is too large.")))
        } catch .damaged {
            return .failure(Refused(answer: .refused(.invalidBody, "The body is not valid gzip.")))
        }
    }

    /// What the browser SDK starts with: which destinations there are, and where to send events.
    private func settings(_ key: String, for request: Request) throws -> Response {
        guard key == service.writeKey else {
            return Response.text("Unknown write key: \(key.prefix(100))\n", status: .notFound)
        }
        let host = request.head.authority ?? ""
        return APIReply([
            "integrations": [
                "Segment.io": [
                    "apiKey": .string(key), "apiHost": "\(host)/v1",
                    "protocol": .string(request.head.scheme == "https" ? "https" : "http"),
                ]
            ], "plan": [:], "remotePlugins": [],
        ]).response
    }
}

/// Lets pages of every origin call, as the real API does (`segment.md`, 1.5).
private struct AnyOrigin: RouterMiddleware {
    typealias Context = HarnessContext

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let refusal as Refusal {
            response = APIReply(refusal).response
        }
        // With an origin that is named, credentials are allowed; "*" would refuse them.
        response.headers[.accessControlAllowOrigin] = request.headers[.origin] ?? "*"
        if request.headers[.origin] != nil { response.headers[.accessControlAllowCredentials] = "true" }
        response.headers[.vary] = "Origin"
        guard request.method == .options else { return response }
        response.headers[.accessControlAllowMethods] = "POST, GET, OPTIONS"
        response.headers[.accessControlAllowHeaders] = "authorization, content-type, x-retry-count"
        response.headers[.accessControlMaxAge] = "600"
        response.headers[Self.privateNetwork] = "true"
        return response
    }

    private static let privateNetwork = HTTPField.Name("Access-Control-Allow-Private-Network").unsafelyNamed
}

extension Response {
    /// The answer to a call of the Tracking API.
    fileprivate init(_ answer: IngestAnswer) {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if let seconds = answer.retryAfter {
            headers[.retryAfter] = "\(seconds)"
            headers[Self.reset] = "\(seconds)"
        }
        self.init(
            status: HTTPResponse.Status(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body.compactBytes)))
    }

    private static let reset = HTTPField.Name("X-RateLimit-Reset").unsafelyNamed
}
