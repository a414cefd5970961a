internal import Attribution
internal import EventStore
internal import JSON
internal import Segment

/// What requests and commands do to destinations and subscriptions, in the forms of `/_dubcheck/segment/…`.
///
/// - Throws: each method an ``APIError``: 404 for an id that there is not, 422 with all that is wrong with a change.
struct SegmentCatalogue: Sendable {
    /// The key of a destination that states none.
    let usualKey: String
    let now: Timestamp
    let ids: IDMaker

    func destinations(in store: StoreTransaction) throws -> JSONValue {
        .array(try store.destinations().map(DestinationView.json))
    }

    func addDestination(_ json: JSONValue, in store: inout StoreTransaction) throws -> JSONValue {
        let change = try Self.reading { try DestinationChange(json: json) }
        let usual = DubDestination(settings: DestinationSettings(apiKey: usualKey), isEnabled: false)
        let record = DestinationRecord(id: ids.sortable("dst_", at: now), change.applied(to: usual))
        try store.save(record)
        return DestinationView.json(record)
    }

    func changeDestination(_ id: String, _ json: JSONValue, in store: inout StoreTransaction) throws -> JSONValue {
        let change = try Self.reading { try DestinationChange(json: json) }
        var record = try destination(id, in: store)
        record.destination = change.applied(to: record.destination)
        try store.save(record)
        return DestinationView.json(record)
    }

    func deleteDestination(_ id: String, in store: inout StoreTransaction) throws -> JSONValue {
        try store.deleteDestination(id: try destination(id, in: store).id)
        return ["id": .string(id)]
    }

    func addSubscription(
        _ json: JSONValue, to id: String, in store: inout StoreTransaction
    ) throws -> JSONValue {
        let subscription = try subscription(json)
        var record = try destination(id, in: store)
        guard record.subscriptions.count < DubDestination.mostSubscriptions else {
            throw Self.unprocessable("A destination has \(DubDestination.mostSubscriptions) subscriptions at most.")
        }
        record.subscriptions.append(subscription)
        try store.save(record)
        return SubscriptionView.json(subscription)
    }

    func replaceSubscriptions(
        of id: String, with json: JSONValue, in store: inout StoreTransaction
    ) throws -> JSONValue {
        let list = try Self.reading { try SubscriptionList.read(json, makeID: makeSubscriptionID) }
        var record = try destination(id, in: store)
        record.subscriptions = list.subscriptions
        try store.save(record)
        return [
            "subscriptions": .array(list.subscriptions.map(SubscriptionView.json)),
            "warnings": .array(
                list.warnings.map { ["path": .string($0.path), "message": .string($0.message)] }),
        ]
    }

    func subscription(_ id: String, in store: StoreTransaction) throws -> JSONValue {
        let (record, index) = try place(ofSubscription: id, in: store)
        return SubscriptionView.json(record.subscriptions[index])
    }

    func changeSubscription(_ id: String, _ json: JSONValue, in store: inout StoreTransaction) throws -> JSONValue {
        let change = try Self.reading { try SubscriptionChange(json: json) }
        var (record, index) = try place(ofSubscription: id, in: store)
        let old = record.subscriptions[index]
        let new = try Self.reading { try change.applied(to: old).0 }
        record.subscriptions[index] = new
        try store.save(record)
        return SubscriptionView.json(new)
    }

    func deleteSubscription(_ id: String, in store: inout StoreTransaction) throws -> JSONValue {
        var (record, index) = try place(ofSubscription: id, in: store)
        record.subscriptions.remove(at: index)
        try store.save(record)
        return ["id": .string(id)]
    }

    /// A subscription that is described and not saved.
    func subscription(_ json: JSONValue) throws -> Subscription {
        try Self.reading { try SubscriptionList.readEntry(json, makeID: makeSubscriptionID).0 }
    }

    private func makeSubscriptionID() -> String { ids.sortable("sub_", at: now) }

    func destination(_ id: String, in store: StoreTransaction) throws -> DestinationRecord {
        guard let record = try store.destinations().first(where: { $0.id == id }) else {
            throw APIError(.notFound, "Destination \(id.prefix(60)) not found.")
        }
        return record
    }

    private func place(
        ofSubscription id: String, in store: StoreTransaction
    ) throws -> (record: DestinationRecord, index: Int) {
        for record in try store.destinations() {
            if let index = record.subscriptions.firstIndex(where: { $0.id == id }) { return (record, index) }
        }
        throw APIError(.notFound, "Subscription \(id.prefix(60)) not found.")
    }

    static func unprocessable(_ message: String) -> APIError { APIError(.unprocessableEntity, message) }

    /// Turns what is wrong with a change into the API's error.
    private static func reading<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as SubscriptionList.ImportError {
            throw unprocessable(error.findings.map(\.description).joined(separator: "; "))
        }
    }
}
