internal import Attribution
internal import EventStore
internal import HTTPTypes
internal import Hummingbird
internal import PageURL

/// Short links: on the host of a short domain, and below `/r/` for the workspace's primary one (`dub-api.md`, 7).
struct ShortLinks: Sendable {
    let service: WorkspaceService
    let chaos: ChaosBoard
    let pages: ShortLinkPages

    /// What is never a short link on a short domain (`dub-api.md`, 1).
    private static let others: Set = ["/favicon.ico", "/sitemap.xml", "/robots.txt", "/manifest.webmanifest"]
    /// Neither is what is below these.
    private static let otherFolders = ["/api/", "/_next/", "/_proxy/"]

    /// The short domain of a host, if it is asked for a short link.
    func domain(_ host: String, path: String) -> Domain? {
        let name = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
        guard let domain = service.domains.first(where: { $0.slug == name }) else { return nil }
        let isOther = Self.others.contains(path) || Self.otherFolders.contains(where: path.hasPrefix)
        return isOther ? nil : domain
    }

    /// Answers a request for a short link.
    ///
    /// - Parameters:
    ///   - domain: the short domain.
    ///   - base: what comes before the link's path in the request's, `/r` or nothing.
    func answer(_ request: Request, context: HarnessContext, domain: Domain, below base: String) async throws
        -> Response
    {
        if let fault = try await chaos.fault(for: request, on: context) { return fault }
        let visit = try await visit(request, context: context, domain: domain.slug, below: base)
        let rules = service.clickRules(on: domain)
        let outcome = try await service.perform { store in
            let (answer, notes, isIndexed) = try rules.answer(visit, in: &store)
            return Deed(Outcome(.success((answer, isIndexed)), notes), clickID: answer.cookie?.value)
        }
        let (answer, isIndexed) = try outcome.result.get()
        var response = self.response(to: answer, below: base)
        response.headers.append(Self.poweredBy)
        if !isIndexed { response.headers.append(Self.notIndexed) }
        if !outcome.notes.isEmpty { response.headers[.dubcheckNote] = APIReply.headerText(outcome.notes) }
        return response
    }

    private func visit(
        _ request: Request, context: HarnessContext, domain: String, below base: String
    ) async throws -> ShortLinkRequest {
        var visit = ShortLinkRequest(domain: domain, path: String(request.rawPath.dropFirst(base.count)))
        visit.method = request.method.rawValue
        visit.query = request.queryItems
        visit.userAgent = request.headers[.userAgent] ?? ""
        visit.address = request.visitorAddress(context)
        visit.referer = request.headers[.referer]
        visit.cookies = request.cookiesByName
        visit.place = request.place
        visit.isUntracked = request.headers[.dubNoTrack] != nil
        if request.method == .post {
            let form = QueryItem.items(of: String(decoding: try await request.bytes(), as: UTF8.self))
            visit.password = form.last { $0.name == "pw" }?.value
        }
        return visit
    }

    private func response(to answer: ShortLinkAnswer, below base: String) -> Response {
        switch answer {
        case .redirect(let status, let location, let cookie):
            Response(
                status: HTTPResponse.Status(code: status), headers: Self.headers(cookie, below: base, to: location))
        case .notFound: pages.notFound
        case .expired: pages.expired
        case .password(let isWrong): pages.password(isWrong: isWrong)
        case .placeholder(let cookie): pages.placeholder.adding(Self.headers(cookie, below: base))
        case .preview(let link, let location, let cookie):
            pages.preview(of: link, to: location, form: service.form).adding(Self.headers(cookie, below: base))
        case .cloaked(let location, let cookie):
            pages.frame(location).adding(Self.headers(cookie, below: base))
        case .page(let location, let cookie): pages.opener(location).adding(Self.headers(cookie, below: base))
        case .inspect(let link): pages.inspection(of: link, form: service.form)
        }
    }

    private static func headers(_ cookie: ClickCookie?, below base: String, to location: String? = nil) -> HTTPFields {
        var headers = HTTPFields()
        headers.reserveCapacity(6)
        if let location { headers.append(HTTPField(name: .location, value: location)) }
        // No cache may answer in place of a click.
        headers.append(HTTPField(name: .cacheControl, value: "no-store"))
        for field in cookie?.fields(below: base) ?? [] {
            headers.append(HTTPField(name: .setCookie, value: field))
        }
        return headers
    }

    private static let poweredBy = HTTPField(
        name: HTTPField.Name("x-powered-by").unsafelyNamed, value: "Dub - The Modern Link Attribution Platform")
    private static let notIndexed = HTTPField(
        name: HTTPField.Name("X-Robots-Tag").unsafelyNamed, value: "googlebot: noindex")
}

extension Response {
    fileprivate func adding(_ headers: HTTPFields) -> Response {
        var response = self
        for field in headers { response.headers[values: field.name] = headers[values: field.name] }
        return response
    }
}

/// `/r/{key}`: the short links of the primary domain.
struct ShortLinkRoutes: Sendable {
    let links: ShortLinks

    var routes: RouteCollection<HarnessContext> {
        RouteCollection(context: HarnessContext.self)
            .get("/r/**") { request, context in try await answer(request, context) }
            .get("/r") { request, context in try await answer(request, context) }
            .head("/r/**") { request, context in try await answer(request, context) }
            .post("/r/**") { request, context in try await answer(request, context) }
    }

    private func answer(_ request: Request, _ context: HarnessContext) async throws -> Response {
        guard let domain = links.service.domains.first else { throw Refusal.notFound(request.uri.path) }
        return try await links.answer(request, context: context, domain: domain, below: "/r")
    }
}
