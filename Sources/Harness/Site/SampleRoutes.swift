internal import HTTPTypes
internal import Hummingbird
internal import WebAssets

/// `/samples`: sample pages and their list.
struct SampleRoutes {
    typealias Context = HarnessContext

    let gallery: SampleGallery
    let answers: SampleAnswers
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
        var response = pages.samples(try SampleProblem.answered(listing))
        response.headers[.vary] = "Accept"
        return response
    }

    @Sendable private func listForPrograms(request: Request, context: Context) throws -> Response {
        .json(try SampleProblem.answered(listing))
    }

    @Sendable private func sample(request: Request, context: Context) async throws -> Response {
        let parts = request.uri.path.split(separator: "/").dropFirst().map(FormEncoding.decodePath)
        guard let first = parts.first else { return try list(request: request, context: context) }
        let name = parts.count == 1 && first.hasSuffix(".html") ? String(first.dropLast(".html".count)) : first
        guard let sample = try SampleProblem.answered({ try gallery.sample(name) }) else {
            throw Refusal.notFound(request.uri.path)
        }
        if parts.count == 1 { return try await answers.send(sample.answer(to: SampleRequest(request)), to: request) }
        guard let answer = sample.routes[parts.dropFirst().joined(separator: "/")] else {
            throw Refusal.notFound(request.uri.path)
        }
        return try await answers.send(answer, to: request)
    }
}

extension SampleRequest {
    fileprivate init(_ request: Request) {
        self.init(query: request.uri.query, userAgent: request.headers[.userAgent] ?? "") { name in
            HTTPField.Name(name).map { request.headers[values: $0] } ?? []
        }
    }
}
