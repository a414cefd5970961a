public import JSON

/// A request to Dub (`segment.md`, 4.5): one for each event and mapping.
public struct DestinationRequest: Sendable, Hashable {
    /// The action whose endpoint it goes to.
    public let action: DestinationAction
    /// Dub's API key.
    public let apiKey: String
    /// The checked fields, in the order of the action's table.
    public let body: JSONObject

    /// A header, its name in lower case.
    public struct Header: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The value.
        public let value: String
    }

    /// Always `POST`.
    public var method: String { "POST" }
    /// The path, without the host.
    public var path: String { action.path }
    /// The headers that the runtime sets.
    public var headers: [Header] {
        [
            Header(name: "authorization", value: "Bearer \(apiKey)"),
            Header(name: "content-type", value: "application/json"),
            Header(name: "user-agent", value: "Segment (Actions)"),
        ]
    }
    /// The body as it is sent, in UTF-8.
    public var bytes: [UInt8] { JSONValue.object(body).compactBytes }

    /// The request as a JSON object of `method`, `path`, `headers` and `body`.
    public var json: JSONValue {
        [
            "method": .string(method), "path": .string(path),
            "headers": .object(JSONObject(headers.map { ($0.name, .string($0.value)) })),
            "body": .object(body),
        ]
    }
}
