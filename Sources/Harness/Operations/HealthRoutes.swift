internal import Attribution
internal import EventStore
internal import Hummingbird
internal import JSON

/// `/_dubcheck/health` and `/ready`, for whoever waits for the harness.
struct HealthRoutes {
    typealias Context = HarnessContext

    let service: WorkspaceService

    private struct Status: Encodable {
        var status: String
    }

    var routes: RouteCollection<Context> {
        RouteCollection(context: Context.self)
            .get(HarnessPath.health) { _, _ in Response.json(Status(status: "ok")) }
            // Samples are read and the data file is opened before the port is: what is left to ask is whether it answers.
            .get(HarnessPath.ready) { _, _ in
                _ = try await service.store.read { try $0.lastJournalNumber() }
                return Response.json(Status(status: "ready"))
            }
    }
}
