internal import Attribution
internal import EventStore
internal import Hummingbird
internal import JSON

/// What the routes of the Dub API are made with.
struct APIEndpoints: Sendable {
    typealias Context = HarnessContext

    let service: WorkspaceService
    let limits: RateLimits
    let chaos: ChaosBoard
    /// The session that stands in for every key where the routes are the dashboard's; what it calls uses up no limit of
    /// the app's, and no fault is put into it.
    var session: Session?

    /// Routes that need a key, and tell the rate limit always or with errors only.
    ///
    /// - Parameter keepsRefusals: whether it is kept what was refused, for whoever looks for it.
    func routes(
        _ key: APIAccess.Key, tellsLimits: Bool = false, keepsRefusals: Bool = false
    ) -> RouteCollection<Context> {
        let routes = RouteCollection(context: Context.self)
        if let session { return routes.add(middleware: OperatorCheck(service: service, session: session)) }
        var access = access(key, tellsLimits: tellsLimits)
        access.keepsRefusals = keepsRefusals
        return routes.add(middleware: access)
    }

    /// What all of them have in common.
    func access(_ key: APIAccess.Key, tellsLimits: Bool = false) -> APIAccess {
        APIAccess(service: service, limits: limits, chaos: chaos, key: key, tellsLimits: tellsLimits)
    }

    /// An answer from what is stored.
    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (StoreTransaction) throws -> Outcome<Answer>,
        _ show: (AnswerForm, Answer) -> JSONValue
    ) async throws -> APIReply {
        let outcome = try await service.store.read { try body($0) }
        return reply(outcome, .ok, show)
    }

    /// An answer from what is stored and changed.
    func write<Answer: Sendable>(
        status: HTTPResponse.Status = .ok,
        _ body: @escaping @Sendable (inout StoreTransaction) throws -> Outcome<Answer>,
        _ show: (AnswerForm, Answer) -> JSONValue
    ) async throws -> APIReply {
        reply(try await service.write(body), status, show)
    }

    /// An answer from a change of settings, which are remembered.
    func configure<Answer: Sendable>(
        status: HTTPResponse.Status = .ok,
        _ body: @escaping @Sendable (inout StoreTransaction) throws -> Outcome<Answer>,
        _ show: (AnswerForm, Answer) -> JSONValue
    ) async throws -> APIReply {
        reply(try await service.configure(body), status, show)
    }

    private func reply<Answer>(
        _ outcome: Outcome<Answer>, _ status: HTTPResponse.Status, _ show: (AnswerForm, Answer) -> JSONValue
    ) -> APIReply {
        let form = service.form
        return APIReply(Outcome(outcome.result.map { show(form, $0) }, outcome.notes), status: status)
    }
}

extension Request {
    /// The query, as fields.
    var queryFields: RequestFields { RequestFields(query: queryItems) }
}

extension HarnessContext {
    /// A part of the path, without its percent escapes.
    func part(_ name: String) -> String {
        parameters.get(name).map { FormEncoding.decodePath($0) } ?? ""
    }
}
