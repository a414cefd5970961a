internal import Attribution
internal import EventStore
internal import Hummingbird

/// `/analytics…` and `/events` (`dub-api.md`, 14 and 15).
struct AnalyticsRoutes: Sendable {
    typealias Context = HarnessContext

    let api: APIEndpoints

    var routes: RouteCollection<Context> {
        api.routes(.secret)
            .get("/events") { request, _ in
                let (service, query) = (api.service, try EventsRequest(request.queryFields))
                return try await api.read({ store in
                    try service.analyticsRules(folders: store.folders()).answer(query, in: store)
                }) { $1 }
            }
            .get("/analytics") { request, _ in try await numbers(request, []) }
            // The name of the first part is that of the analytics script's route.
            .get("/analytics/{file}/{groupBy}") { request, context in
                try await numbers(request, [context.part("file"), context.part("groupBy")])
            }
    }

    /// `/analytics/{first}` where the script does not lie.
    var ofOnePart: RouteCollection<Context> {
        api.routes(.secret)
            .get("/analytics/{file}") { request, context in try await numbers(request, [context.part("file")]) }
    }

    /// `/analytics/{first}`, for the route that it shares with the analytics script.
    func answer(_ request: Request, _ context: Context, _ path: [String]) async throws -> Response {
        try await api.access(.secret).handle(request, context: context) { request, _ in
            try await numbers(request, path).response
        }
    }

    private func numbers(_ request: Request, _ path: [String]) async throws -> APIReply {
        let (service, query) = (api.service, try AnalyticsRequest(request.queryFields, path: path))
        return try await api.read({ store in
            try service.analyticsRules(folders: store.folders()).answer(query, in: store)
        }) { $1 }
    }
}
