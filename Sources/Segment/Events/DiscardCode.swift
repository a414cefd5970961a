public import JSON

/// Why an event was discarded after it had been accepted (`segment.md`, 5.3, "failed on ingest").
public enum DiscardCode: String, Sendable, Hashable, CaseIterable {
    /// Neither `userId` nor `anonymousId`.
    case noUserOrAnonymousID = "no_user_anon_id"
    /// The id that this kind of call is about is missing: `groupId`, or an alias's two ids.
    case idRequired = "id_required"
    /// An id is something else than text.
    case idNotString = "id_not_string"
    /// A track call without `event`.
    case eventNotDefined = "event_not_defined"
    /// An `event` that is something else than text.
    case eventNotString = "event_not_string"
    /// `properties` is something else than an object.
    case propertiesNotObject = "properties_not_object"
    /// `traits` is something else than an object.
    case traitsNotObject = "traits_not_object"
    /// The name of a page or screen is empty, or something else than text.
    case nameNotString = "name_not_string"
    /// The category of a page or screen is empty, or something else than text.
    case categoryNotString = "category_not_string"
    /// A batch without events.
    case emptyBatch = "empty_batch"
    /// A batch none of whose events was kept.
    case emptyBatchResult = "empty_batch_result"
    /// A batch some of whose events were not kept.
    case multiUserError = "multi_user_error"
    /// No source has the write key.
    case unknownSource = "unknown_source"
    /// The source was switched off.
    case sourceDisabled = "source_disabled"
    /// It cannot be read as an event.
    case badRequest = "bad_request"
    /// Behind the 2,500 events that a batch may have (a code of this harness).
    case tooManyEvents = "too_many_events"
    /// Longer than 32 KB (a code of this harness; only where such events do not refuse the batch).
    case eventTooLarge = "event_too_large"
}

/// An event that was accepted and not kept: nothing of it reaches a destination.
public struct DiscardedEvent: Sendable, Hashable {
    /// Why.
    public let code: DiscardCode
    /// Why, in words that name the field.
    public let reason: String
    /// The event as it was sent.
    public let json: JSONValue
    /// Its place in the batch, from 0; nil for a single call.
    public let index: Int?

    /// An event that was not kept.
    public init(_ code: DiscardCode, _ reason: String, _ json: JSONValue, index: Int? = nil) {
        self.code = code
        self.reason = reason
        self.json = json
        self.index = index
    }
}
