import JSON

/// Takes a call of the Tracking API apart: its answer, its events, and what is not kept (`segment.md`, section 1).
///
/// Pure: what is known of sources, and new message ids, are handed in.
public struct IngestRules: Sendable {
    /// What is known of the source of a write key.
    public var status: @Sendable (String) -> SourceStatus
    /// Makes the `messageId` of an event that has none.
    public var makeMessageID: @Sendable () -> String
    /// Whether a call with an unknown key is answered 401; the real API answers 200 and forgets the events.
    public var refusesUnknownKeys = false
    /// Whether one event above 32 KB within a batch is dropped and the rest kept, rather than the batch refused.
    public var discardsOversizedEvents = false
    /// The path of the host that SDKs are told, such as `/seg`; empty where it has none.
    public var hostPath = ""

    /// Rules for calls.
    public init(
        status: @escaping @Sendable (String) -> SourceStatus, makeMessageID: @escaping @Sendable () -> String
    ) {
        self.status = status
        self.makeMessageID = makeMessageID
    }

    /// What becomes of a call.
    public func read(_ call: IncomingCall) -> Reception {
        let limit: Int
        switch call.endpoint {
        case .counters: return Reception(.accepted)
        case .batch: limit = IngestLimits.batch
        case .single: limit = IngestLimits.event
        }
        guard call.body.count <= limit else {
            return Reception(
                .refused(
                    .tooLarge,
                    "Exceed payload limit: the body has \(call.body.count) bytes, and may have \(limit)."))
        }
        switch object(of: call.body) {
        case .failure(let refusal): return Reception(refusal.answer)
        case .success(let body): return read(body, of: call)
        }
    }

    private struct Refusal: Error {
        let answer: IngestAnswer
    }

    private func object(of body: [UInt8]) -> Result<JSONObject, Refusal> {
        guard let value = try? JSONValue(json: body) else {
            return .failure(Refusal(answer: .refused(.invalidBody, "The body is not valid JSON.")))
        }
        guard case .object(let object) = value else {
            return .failure(
                Refusal(
                    answer: .refused(
                        .invalidBody, "The body must be a JSON object, but it is \(value.kindWithArticle).")))
        }
        return .success(object)
    }

    private func read(_ body: JSONObject, of call: IncomingCall) -> Reception {
        guard let key = WriteKey(body: .object(body), authorization: call.authorization) else {
            return Reception(
                .refused(
                    .missingKey,
                    "A write key is needed: as writeKey in the body, or as the user name of Basic authorization."))
        }
        var reception = Reception(.accepted, writeKey: key.text)
        if let header = key.differingHeader {
            reception.warnings.append(.differingKeys(body: key.text, header: header))
        }
        // Only Node's SDK is known to lose the path, and it sends nothing but batches.
        if call.endpoint == .batch, let path = call.path,
            let lost = IngestWarning.prefix(configured: hostPath, requestPath: path)
        {
            reception.warnings.append(lost)
        }
        let status = status(key.text)
        if status == .unknown, refusesUnknownKeys {
            reception.answer = .refused(.unknownKey, "No source has the write key '\(key.text)'.")
            return reception
        }
        switch call.endpoint {
        case .counters: break
        case .single(let kind): readSingle(body, kind, of: call, into: &reception)
        case .batch: readBatch(body, of: call, into: &reception)
        }
        if status != .enabled, reception.answer.status == 200 { forget(&reception, status, key.text) }
        return reception
    }

    private func readSingle(
        _ body: JSONObject, _ kind: EventKind, of call: IncomingCall, into reception: inout Reception
    ) {
        var event = body
        event["writeKey"] = .none
        var reader = EventReader(of: call, sentAt: body["sentAt"], makeMessageID: makeMessageID)
        switch reader.read(.object(event), kind: kind) {
        case .kept(let kept): reception.events = [kept]
        case .discarded(let problem):
            reception.discards = [DiscardedEvent(problem.code, problem.reason, .object(event))]
        }
        reception.warnings += reader.warnings
    }

    /// What is kept of a source that takes no events: everything, as discarded.
    private func forget(_ reception: inout Reception, _ status: SourceStatus, _ key: String) {
        let isUnknown = status == .unknown
        let code = isUnknown ? DiscardCode.unknownSource : .sourceDisabled
        let reason = isUnknown ? "no source has the write key '\(key)'" : "the source of '\(key)' is switched off"
        reception.warnings.append(isUnknown ? .unknownKey(key) : .disabledSource(key))
        reception.discards += reception.events.map { DiscardedEvent(code, reason, $0.json) }
        reception.events = []
    }
}
