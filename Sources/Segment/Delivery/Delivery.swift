public import JSON

/// An event at one subscription that takes it: what is sent to Dub, and what came of it (`segment.md`, 5.2).
public struct Delivery: Sendable, Hashable {
    /// How far it has come.
    public enum State: Sendable, Hashable {
        /// It is to be sent, for the first time or again: when.
        case pending(at: EventTime)
        /// Dub has taken it.
        case success
        /// It was sent, and will not be sent again.
        case failed
        /// It was never sent: what is wrong, in the words of the runtime.
        case rejected(code: String, message: String)
    }

    /// One request.
    public struct Attempt: Sendable, Hashable {
        /// When it was made.
        public var time: EventTime
        /// The status of the answer; nil where there was none.
        public var status: Int?
        /// The code of the outcome, such as `UNPROCESSABLE_ENTITY` or `ETIMEDOUT`; nil for a success.
        public var code: String?
        /// The answer's body, or why there was no answer; at most ``longestText`` characters of it.
        public var text: String

        /// How much is kept of an answer.
        public static let longestText = 4_000

        /// A request that was made.
        public init(time: EventTime, status: Int?, code: String?, text: String) {
            self.time = time
            self.status = status
            self.code = code
            self.text = String(text.prefix(Self.longestText))
        }
    }

    /// Which of all it was; 0 as long as it is not stored.
    public var number: Int64
    /// The event's number.
    public var event: Int64
    /// The destination that it is for.
    public var destinationID: String
    /// The subscription that has taken the event, as it was then.
    public var subscription: Subscription
    /// The path of the request and its body; nil where there is nothing to send.
    public var request: Request?
    /// How far it has come.
    public var state: State
    /// The requests, the first one first.
    public var attempts: [Attempt] = []

    /// What is sent; the key is the destination's when it is sent, so that a mended one serves the next attempt.
    public struct Request: Sendable, Hashable {
        /// The path, without the host.
        public var path: String
        /// The body.
        public var body: JSONValue

        /// A request.
        public init(path: String, body: JSONValue) {
            self.path = path
            self.body = body
        }
    }

    /// A delivery.
    public init(
        number: Int64 = 0, event: Int64, destinationID: String, subscription: Subscription, request: Request?,
        state: State
    ) {
        self.number = number
        self.event = event
        self.destinationID = destinationID
        self.subscription = subscription
        self.request = request
        self.state = state
    }
}
