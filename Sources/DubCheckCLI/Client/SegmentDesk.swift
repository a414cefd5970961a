import Harness
import JSON

/// What the commands on destinations and subscriptions need; all in the forms of the harness's own requests.
protocol SegmentDesk: Sendable {
    /// All destinations with their subscriptions.
    func destinations() async throws -> [JSONValue]
    /// Changes a destination: `{"name"?, "apiKey"?, "enabled"?}`.
    func changeDestination(_ id: String, _ change: JSONValue) async throws -> JSONValue
    /// Changes a subscription: a `SubscriptionChange`.
    func changeSubscription(_ id: String, _ change: JSONValue) async throws -> JSONValue
    /// Replaces all subscriptions of a destination: `{"subscriptions", "warnings"}`.
    func replaceSubscriptions(of id: String, with list: JSONValue) async throws -> JSONValue
    /// What would become of an event, which comes from a page with these cookies where some are given.
    func preview(_ event: JSONValue, cookie: String?) async throws -> JSONValue
}

/// The desk of a running harness.
struct RemoteDesk: SegmentDesk {
    let client: HarnessClient

    private static let root = "/_dubcheck/segment"

    func destinations() async throws -> [JSONValue] {
        let path = "\(Self.root)/destinations"
        guard let list = try await client.get(path).array else {
            throw CommandFailure.usage("\(client.place.url) is no harness: \(path) is no list")
        }
        return list
    }

    func changeDestination(_ id: String, _ change: JSONValue) async throws -> JSONValue {
        try await client.send("PATCH", "\(Self.root)/destinations/\(HarnessClient.escaped(id))", change)
    }

    func changeSubscription(_ id: String, _ change: JSONValue) async throws -> JSONValue {
        try await client.send("PATCH", "\(Self.root)/subscriptions/\(HarnessClient.escaped(id))", change)
    }

    func replaceSubscriptions(of id: String, with list: JSONValue) async throws -> JSONValue {
        try await client.send("PUT", "\(Self.root)/destinations/\(HarnessClient.escaped(id))/subscriptions", list)
    }

    func preview(_ event: JSONValue, cookie: String?) async throws -> JSONValue {
        var body: JSONObject = ["event": event]
        body["cookie"] = cookie.map { .string($0) }
        return try await client.send("POST", "\(Self.root)/preview", .object(body))
    }
}

/// The desk without a harness: the data file itself.
extension SegmentDataFile: SegmentDesk {}
