/// An event on its way to a webhook, and what became of it (`dub-api.md`, 17.1).
public struct Delivery: Sendable, Hashable {
    /// How far it has come.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// It will be sent.
        case pending
        /// It was taken.
        case delivered
        /// It was not taken, and will not be sent again by itself.
        case failed
    }

    /// What came of sending it once.
    public enum Attempt: Sendable, Hashable {
        /// There was an answer, of this status and with this beginning of a body.
        case answered(status: Int, excerpt: String)
        /// There was none, for this reason.
        case failed(String)

        /// Whether the event was taken: any 2xx is a success.
        public var isSuccess: Bool {
            if case .answered(200..<300, _) = self { true } else { false }
        }
    }

    /// Counts up with each delivery; the store gives it.
    public var number: Int64
    /// The webhook.
    public var webhookID: String
    /// `evt_` and 25 letters and digits; the same for all webhooks that are told of the event.
    public var eventID: String
    /// What happened.
    public var event: WebhookEvent
    /// The text that is signed and sent.
    public var body: String
    /// How far it has come.
    public var state = State.pending
    /// How often it was sent.
    public var attempts = 0
    /// When it is sent next; nil unless it is pending.
    public var nextAttemptAt: Timestamp?
    /// The status of the last answer; nil without one.
    public var lastStatus: Int?
    /// Why there was no answer the last time, or why it was given up; nil otherwise.
    public var lastError: String?
    /// How the body of the last answer began.
    public var responseExcerpt: String?
    /// When the event was.
    public var createdAt: Timestamp
    /// When it was taken.
    public var deliveredAt: Timestamp?

    /// How many that are done are kept, the newest ones; those that are still to be sent are all kept.
    public static let kept = 10_000
    /// After how many deliveries it is seen to that no more are kept, so that not each one has to.
    public static let trimInterval: Int64 = 500

    /// A delivery as it is when new: due at once.
    public init(
        number: Int64 = 0, webhookID: String, eventID: String, event: WebhookEvent, body: String, createdAt: Timestamp
    ) {
        self.number = number
        self.webhookID = webhookID
        self.eventID = eventID
        self.event = event
        self.body = body
        self.createdAt = createdAt
        nextAttemptAt = createdAt
    }

    /// Takes note of an attempt, and sets the time of the next one if there will be one.
    mutating func note(_ attempt: Attempt, at now: Timestamp) {
        attempts += 1
        switch attempt {
        case .answered(let status, let excerpt): (lastStatus, lastError, responseExcerpt) = (status, nil, excerpt)
        case .failed(let reason): (lastStatus, lastError, responseExcerpt) = (nil, reason, nil)
        }
        if attempt.isSuccess {
            (state, nextAttemptAt, deliveredAt) = (.delivered, nil, now)
        } else {
            nextAttemptAt = RetrySchedule.time(afterAttempt: attempts, at: now)
            state = nextAttemptAt == nil ? .failed : .pending
        }
    }

    /// Gives up without another attempt.
    mutating func giveUp(_ reason: String) {
        (state, nextAttemptAt, lastError) = (.failed, nil, reason)
    }

    /// Makes it due once more, whatever became of it.
    mutating func sendAgain(at now: Timestamp) {
        (state, nextAttemptAt, deliveredAt) = (.pending, now, nil)
    }
}
