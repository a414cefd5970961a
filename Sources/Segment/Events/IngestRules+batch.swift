import JSON

extension IngestRules {
    /// Reads the events of a batch, each of which is judged by itself.
    func readBatch(_ body: JSONObject, of call: IncomingCall, into reception: inout Reception) {
        guard case .array(let items)? = body["batch"] else {
            reception.answer = .refused(.invalidBody, "batch must be an array of events.")
            return
        }
        guard !items.isEmpty else {
            reception.batchProblem = .emptyBatch
            return
        }
        let oversized = oversizedEvents(items, in: call.body)
        for (index, bytes) in oversized.sorted(by: { $0.key < $1.key }) {
            reception.warnings.append(.oversizedEvent(index: index, bytes: bytes))
        }
        if !discardsOversizedEvents, let (index, bytes) = oversized.min(by: { $0.key < $1.key }) {
            reception.answer = .refused(
                .tooLarge,
                "Exceed payload limit: event \(index) of the batch has \(bytes) bytes, and may have "
                    + "\(IngestLimits.event).")
            return
        }
        if items.count > IngestLimits.eventsPerBatch { reception.warnings.append(.surplusEvents(count: items.count)) }
        read(items, of: body, oversized, of: call, into: &reception)
        if reception.events.isEmpty {
            reception.batchProblem = .emptyBatchResult
        } else if !reception.discards.isEmpty {
            reception.batchProblem = .multiUserError
        }
    }

    private func read(
        _ items: [JSONValue], of body: JSONObject, _ oversized: [Int: Int], of call: IncomingCall,
        into reception: inout Reception
    ) {
        var reader = EventReader(of: call, sentAt: body["sentAt"], makeMessageID: makeMessageID)
        reader.shared = JSONObject(
            ["context", "integrations"].compactMap { key in body[key].map { (key, $0) } })
        reception.events.reserveCapacity(min(items.count, IngestLimits.eventsPerBatch))
        for (index, item) in items.enumerated() {
            if index >= IngestLimits.eventsPerBatch {
                let reason = "it is behind the \(IngestLimits.eventsPerBatch) events that a batch may have"
                reception.discards.append(DiscardedEvent(.tooManyEvents, reason, item, index: index))
            } else if let bytes = oversized[index] {
                let reason = "it has \(bytes) bytes, and may have \(IngestLimits.event)"
                reception.discards.append(DiscardedEvent(.eventTooLarge, reason, item, index: index))
            } else {
                switch reader.read(item, kind: nil) {
                case .kept(let event): reception.events.append(event)
                case .discarded(let problem):
                    reception.discards.append(DiscardedEvent(problem.code, problem.reason, item, index: index))
                }
            }
        }
        reception.warnings += reader.warnings
    }

    /// The events that are larger than one may be, by their place, with their size in bytes as they were sent.
    private func oversizedEvents(_ items: [JSONValue], in body: [UInt8]) -> [Int: Int] {
        // In a body no larger than an event may be, none can be too large.
        guard body.count > IngestLimits.event else { return [:] }
        var sizes = JSONElements.ranges(ofArray: "batch", in: body)?.map(\.count)
        if sizes?.count != items.count { sizes = items.map(\.compactBytes.count) }
        var oversized: [Int: Int] = [:]
        for (index, size) in (sizes ?? []).enumerated() where size > IngestLimits.event { oversized[index] = size }
        return oversized
    }
}
