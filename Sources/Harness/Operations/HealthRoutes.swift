internal import Hummingbird

/// `/_dubcheck/health` and `/ready`, for whoever waits for the harness.
struct HealthRoutes {
    typealias Context = BasicRequestContext

    private struct Status: Encodable {
        var status: String
    }

    var routes: RouteCollection<Context> {
        RouteCollection(context: Context.self)
            .get(HarnessPath.health) { _, _ in Response.json(Status(status: "ok")) }
            // Samples are read and checked before the port is opened: who gets an answer gets a ready harness.
            .get(HarnessPath.ready) { _, _ in Response.json(Status(status: "ready")) }
    }
}
