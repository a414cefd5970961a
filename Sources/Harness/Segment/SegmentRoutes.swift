internal import Attribution
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
                let body = try await request.json()
                let event = body["event"].object == nil ? body : body["event"]
                guard event.object != nil else { throw unprocessable("An event is a JSON object.") }
                var records = try await service.workspace.store.read { try $0.destinations() }
                if let id = body["destinationId"].string { records = records.filter { $0.id == id } }
                if body["subscription"].object != nil {
                    let draft = try entries(.array([body["subscription"]])).subscriptions
                    records = records.prefix(1).map { DestinationRecord(id: $0.id, $0.destination, subscriptions: draft) }
                }
                return APIReply(["destinations": .array(records.map { preview(event, at: $0) })])
            }
    }

    private func addDestinations(to routes: RouteCollection<Context>) {
        routes
            .get("/_dubcheck/segment/destinations") { _, _ in
                let records = try await service.workspace.store.read { try $0.destinations() }
                return APIReply(.array(records.map(DestinationView.json)))
            }
            .post("/_dubcheck/segment/destinations") { request, _ in
                let json = try await request.json()
                let change = try reading { try DestinationChange(json: json) }
                let workspace = service.workspace
                let usual = DubDestination(
                    settings: DestinationSettings(apiKey: workspace.workspace.secretKey.text), isEnabled: false)
                let record = DestinationRecord(
                    id: workspace.ids.sortable("dst_", at: workspace.clock.now), change.applied(to: usual))
                try await service.configure { try $0.save(record) }
                return APIReply(DestinationView.json(record), status: .created)
            }
            .patch("/_dubcheck/segment/destinations/{id}") { request, context in
                let json = try await request.json()
                let change = try reading { try DestinationChange(json: json) }
                let id = context.part("id")
                let record = try await service.configure { store in
                    var record = try destination(id, in: store)
                    record.destination = change.applied(to: record.destination)
                    try store.save(record)
                    return record
                }
                return APIReply(DestinationView.json(record))
            }
            .delete("/_dubcheck/segment/destinations/{id}") { _, context in
                let id = context.part("id")
                try await service.configure { store in
                    try store.deleteDestination(id: try destination(id, in: store).id)
                }
                return APIReply(["id": .string(id)])
            }
    }

    private func addSubscriptions(to routes: RouteCollection<Context>) {
        routes
            .post("/_dubcheck/segment/destinations/{id}/subscriptions") { request, context in
                let list = try entries(.array([try await request.json()]))
                let id = context.part("id")
                try await service.configure { store in
                    var record = try destination(id, in: store)
                    guard record.subscriptions.count < DubDestination.mostSubscriptions else {
                        throw unprocessable(
                            "A destination has \(DubDestination.mostSubscriptions) subscriptions at most.")
                    }
                    record.subscriptions += list.subscriptions
                    try store.save(record)
                }
                return APIReply(list.subscriptions.first.map(SubscriptionView.json) ?? .null, status: .created)
            }
            .put("/_dubcheck/segment/destinations/{id}/subscriptions") { request, context in
                let list = try entries(try await request.json())
                let id = context.part("id")
                try await service.configure { store in
                    var record = try destination(id, in: store)
                    record.subscriptions = list.subscriptions
                    try store.save(record)
                }
                return APIReply([
                    "subscriptions": .array(list.subscriptions.map(SubscriptionView.json)),
                    "warnings": .array(list.warnings.map(\.json)),
                ])
            }
            .get("/_dubcheck/segment/subscriptions/{id}") { _, context in
                let id = context.part("id")
                let found = try await service.workspace.store.read { try subscription(id, in: $0) }
                return APIReply(SubscriptionView.json(found.record.subscriptions[found.index]))
            }
            .patch("/_dubcheck/segment/subscriptions/{id}") { request, context in
                let json = try await request.json()
                let change = try reading { try SubscriptionChange(json: json) }
                let id = context.part("id")
                let changed = try await service.configure { store in
                    var (record, index) = try subscription(id, in: store)
                    let old = record.subscriptions[index]
                    let new = try reading { try change.applied(to: old).0 }
                    record.subscriptions[index] = new
                    try store.save(record)
                    return new
                }
                return APIReply(SubscriptionView.json(changed))
            }
            .delete("/_dubcheck/segment/subscriptions/{id}") { _, context in
                let id = context.part("id")
                try await service.configure { store in
                    var (record, index) = try subscription(id, in: store)
                    record.subscriptions.remove(at: index)
                    try store.save(record)
                }
                return APIReply(["id": .string(id)])
            }
    }

    private func entries(_ json: JSONValue) throws -> SubscriptionList.Import {
        let (ids, now) = (service.workspace.ids, service.workspace.clock.now)
        return try reading { try SubscriptionList.read(json) { ids.sortable("sub_", at: now) } }
    }

    private func preview(_ event: JSONValue, at record: DestinationRecord) -> JSONValue {
        let compiled = record.compiled
        let route = compiled.route(event)
        var object: JSONObject = ["id": .string(record.id), "name": .string(record.destination.name)]
        object["outcome"] = .string(route.filter == nil ? "routed" : "filtered")
        object["code"] = route.filter?.code.map { .string($0) }
        object["reason"] = route.filter.map { .string($0.reason) }
        object["steps"] = .array(
            compiled.subscriptions.map {
                StepView(event: event, subscription: $0).json(settings: record.destination.settings)
            })
        return .object(object)
    }
}

/// The destination of an id.
///
/// - Throws: ``APIError`` 404.
private func destination(_ id: String, in store: StoreTransaction) throws -> DestinationRecord {
    guard let record = try store.destinations().first(where: { $0.id == id }) else {
        throw APIError(.notFound, "Destination \(id.prefix(60)) not found.")
    }
    return record
}

/// The subscription of an id, as its place in a destination.
///
/// - Throws: ``APIError`` 404.
private func subscription(_ id: String, in store: StoreTransaction) throws -> (record: DestinationRecord, index: Int) {
    for record in try store.destinations() {
        if let index = record.subscriptions.firstIndex(where: { $0.id == id }) { return (record, index) }
    }
    throw APIError(.notFound, "Subscription \(id.prefix(60)) not found.")
}

private func unprocessable(_ message: String) -> APIError { APIError(.unprocessableEntity, message) }

/// Turns what is wrong with a change into the API's error.
private func reading<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as SubscriptionList.ImportError {
        throw unprocessable(error.findings.map(\.description).joined(separator: "; "))
    }
}

extension SubscriptionList.Finding {
    fileprivate var json: JSONValue { ["path": .string(path), "message": .string(message)] }
}
