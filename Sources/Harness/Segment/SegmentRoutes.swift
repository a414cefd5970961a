internal import EventStore
internal import Hummingbird
internal import JSON
internal import Segment

/// `/_dubcheck/segment/…`: the destinations and their subscriptions, and what they would make of an event.
struct SegmentRoutes: Sendable {
    typealias Context = HarnessContext

    let service: SegmentService

    func add(to routes: RouteCollection<Context>) {
        addDestinations(to: routes)
        addSubscriptions(to: routes)
        routes
            .get("/_dubcheck/segment/actions") { _, _ in
                APIReply(.array(DestinationAction.allCases.map(ActionView.json)))
            }
            .post("/_dubcheck/segment/preview") { request, _ in
                let (catalogue, body) = (service.catalogue, try await request.json())
                return APIReply(try await service.workspace.store.read { try catalogue.preview(body, in: $0) })
            }
    }

    private func addDestinations(to routes: RouteCollection<Context>) {
        routes
            .get("/_dubcheck/segment/destinations") { _, _ in
                let catalogue = service.catalogue
                return APIReply(try await service.workspace.store.read { try catalogue.destinations(in: $0) })
            }
            .post("/_dubcheck/segment/destinations") { request, _ in
                let json = try await request.json()
                return try await change(.created) { try $0.addDestination(json, in: &$1) }
            }
            .patch("/_dubcheck/segment/destinations/{id}") { request, context in
                let (id, json) = (context.part("id"), try await request.json())
                return try await change { try $0.changeDestination(id, json, in: &$1) }
            }
            .delete("/_dubcheck/segment/destinations/{id}") { _, context in
                let id = context.part("id")
                return try await change { try $0.deleteDestination(id, in: &$1) }
            }
    }

    private func addSubscriptions(to routes: RouteCollection<Context>) {
        routes
            .post("/_dubcheck/segment/destinations/{id}/subscriptions") { request, context in
                let (id, json) = (context.part("id"), try await request.json())
                return try await change(.created) { try $0.addSubscription(json, to: id, in: &$1) }
            }
            .put("/_dubcheck/segment/destinations/{id}/subscriptions") { request, context in
                let (id, json) = (context.part("id"), try await request.json())
                return try await change { try $0.replaceSubscriptions(of: id, with: json, in: &$1) }
            }
            .get("/_dubcheck/segment/subscriptions/{id}") { _, context in
                let (catalogue, id) = (service.catalogue, context.part("id"))
                return APIReply(try await service.workspace.store.read { try catalogue.subscription(id, in: $0) })
            }
            .patch("/_dubcheck/segment/subscriptions/{id}") { request, context in
                let (id, json) = (context.part("id"), try await request.json())
                return try await change { try $0.changeSubscription(id, json, in: &$1) }
            }
            .delete("/_dubcheck/segment/subscriptions/{id}") { _, context in
                let id = context.part("id")
                return try await change { try $0.deleteSubscription(id, in: &$1) }
            }
    }

    private func change(
        _ status: HTTPResponse.Status = .ok,
        _ body: @escaping @Sendable (SegmentCatalogue, inout StoreTransaction) throws -> JSONValue
    ) async throws -> APIReply {
        let catalogue = service.catalogue
        return APIReply(try await service.configure { try body(catalogue, &$0) }, status: status)
    }
}
