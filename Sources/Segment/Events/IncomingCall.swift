/// A call to the Tracking API as it arrived, before anything is known of it.
public struct IncomingCall: Sendable, Hashable {
    /// Where it went to.
    public var endpoint: Endpoint
    /// The body, decompressed.
    public var body: [UInt8]
    /// The value of the `Authorization` header.
    public var authorization: String?
    /// When it arrived.
    public var receivedAt: EventTime
    /// The address of the client, which client-side events get as `context.ip`.
    public var address: String?
    /// The path that was asked for, where it is known.
    public var path: String?

    /// A call as it arrived.
    public init(
        _ endpoint: Endpoint, body: [UInt8], authorization: String? = nil, receivedAt: EventTime,
        address: String? = nil, path: String? = nil
    ) {
        self.endpoint = endpoint
        self.body = body
        self.authorization = authorization
        self.receivedAt = receivedAt
        self.address = address
        self.path = path
    }
}
