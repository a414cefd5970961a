internal import HTTPTypes
internal import Hummingbird
internal import WebAssets

/// `/samples`: sample pages and their list.
struct SampleRoutes {
    typealias Context = BasicRequestContext

    let gallery: SampleGallery
    let scripts: ScriptLibrary
    let pages: SitePages
    let listing: @Sendable () throws -> SampleListing

    var routes: RouteCollection<Context> {
        RouteCollection(context: Context.self)
            .get(RouterPath(HarnessPath.samples), use: list)
            .get(HarnessPath.samplesList, use: listForPrograms)
            .get(HarnessPath.sample, use: sample)
    }

    @Sendable private func list(request: Request, context: Context) throws -> Response {
        if MediaRange.preferred(of: request) == .json { return try listForPrograms(request: request, context: context) }
        var response = pages.samples(try declared(listing))
        response.headers[.vary] = "Accept"
        return response
    }

    @Sendable private func listForPrograms(request: Request, context: Context) throws -> Response {
        .json(try declared(listing))
    }

    @Sendable private func sample(request: Request, context: Context) throws -> Response {
        let parts = request.uri.path.split(separator: "/").dropFirst().map(FormEncoding.decodePath)
        guard let first = parts.first else { return try list(request: request, context: context) }
        let name = parts.count == 1 && first.hasSuffix(".html") ? String(first.dropLast(".html".count)) : first
        guard let sample = try declared({ try gallery.sample(name) }) else {
            throw Refusal.notFound(request.uri.path)
        }
        if parts.count == 1 { return try send(sample.answer(to: SampleRequest(request)), to: request) }
        guard let answer = sample.routes[parts.dropFirst().joined(separator: "/")] else {
            throw Refusal.notFound(request.uri.path)
        }
        return try send(answer, to: request)
    }

    /// Exactly what the sample declares: a header more would be another sample.
    private func send(_ answer: Sample.Answer, to request: Request) throws -> Response {
        var headers = answer.headers
        if answer.keepsQuery, let query = request.uri.query, let location = headers[.location] {
            headers[.location] = location + (location.contains("?") ? "&" : "?") + query
        }
        let bytes: [UInt8]? =
            switch answer.content {
            case .file(let path): gallery.file(path)?.bytes
            case .script(let variant): scripts.script(variant)?.bytes
            case .text(let text): Array(text.utf8)
            case .nothing: []
            }
        guard let bytes else { throw Refusal.broken("A file of this sample was removed from the web root.") }
        return Response(
            status: answer.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A sidecar that is being edited may be wrong for a while: the answer says where.
    private func declared<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch let problem as SampleProblem {
            throw Refusal.broken(problem.description)
        }
    }
}

extension SampleRequest {
    fileprivate init(_ request: Request) {
        self.init(query: request.uri.query, userAgent: request.headers[.userAgent] ?? "") { name in
            HTTPField.Name(name).map { request.headers[values: $0] } ?? []
        }
    }
}
