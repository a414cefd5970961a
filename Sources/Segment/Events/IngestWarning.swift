/// What a caller should know of a call that was answered with 200, or with less than the whole story.
public enum IngestWarning: Sendable, Hashable {
    /// Header and body name different sources.
    case differingKeys(body: String, header: String)
    /// No source has the key: everything vanishes.
    case unknownKey(String)
    /// The source was switched off: everything vanishes.
    case disabledSource(String)
    /// The path says one kind of call and the body another.
    case differingType(path: EventKind, body: String)
    /// A `timestamp` or `sentAt` that is no time of ISO 8601.
    case unreadableTime(field: String, value: String)
    /// More events than a batch may have; the last ones are gone.
    case surplusEvents(count: Int)
    /// An event within a batch is larger than an event may be.
    case oversizedEvent(index: Int, bytes: Int)
    /// The SDK was given a host with a path, of which Node's uses nothing.
    case lostPrefix(String)
}

extension IngestWarning: CustomStringConvertible {
    /// What was seen, and what to do about it.
    public var description: String {
        switch self {
        case .differingKeys(let body, let header):
            "the write key in the body (\(body)) differs from the one in the Authorization header (\(header)): the "
                + "body's is used"
        case .unknownKey(let key):
            "NOT RECORDED: no source has the write key '\(key)'. The real API answers 200 as well and forgets the "
                + "events; check the key in the SDK's settings"
        case .disabledSource(let key):
            "NOT RECORDED: the source of the write key '\(key)' is switched off; its events are answered with 200 and "
                + "forgotten"
        case .differingType(let path, let body):
            "the path says '\(path.rawValue)' and the body's type '\(body)': the path decides"
        case .unreadableTime(let field, let value):
            "\(field) '\(value)' is no time of ISO 8601, such as 2026-03-01T10:00:00.000Z: it is not used"
        case .surplusEvents(let count):
            "a batch has \(count) events; those behind the first \(IngestLimits.eventsPerBatch) are rejected, although "
                + "the answer is 200"
        case .oversizedEvent(let index, let bytes):
            "event \(index) of the batch has \(bytes) bytes, more than the \(IngestLimits.event) an event may have. "
                + "Node's SDK does not stop such events itself: send less, such as no whole documents in properties"
        case .lostPrefix(let prefix):
            "the call came without the path '\(prefix)' of the configured host: @segment/analytics-node drops it; set "
                + "its option path to '\(prefix)/v1/batch'"
        }
    }

    /// What to say of a call whose SDK was told a host with a path, such as `/seg`.
    ///
    /// Node's SDK ignores that path and Python's keeps it (`segment.md`, 1.9); nil where it was kept, or is none.
    public static func prefix(configured: String, requestPath: String) -> IngestWarning? {
        let prefix = configured.hasSuffix("/") ? String(configured.dropLast()) : configured
        guard !prefix.isEmpty, !requestPath.hasPrefix(prefix + "/") else { return nil }
        return .lostPrefix(prefix)
    }
}
