import JSON

/// Makes events of what a call brought: checks each, and adds what the server adds.
struct EventReader {
    /// What became of one item of a call.
    enum Reading {
        case kept(SegmentEvent)
        case discarded(EventCheck.Problem)
    }

    let receivedAt: EventTime
    let address: String?
    let makeMessageID: @Sendable () -> String
    /// What the items of a batch share, such as its `context`; items' own members win.
    var shared = JSONObject()
    /// When the body was sent, by the client's clock.
    private(set) var sentAt: EventTime?
    private var sentText: JSONValue?
    private let receivedText: JSONValue
    private(set) var warnings: [IngestWarning] = []

    init(of call: IncomingCall, sentAt: JSONValue?, makeMessageID: @escaping @Sendable () -> String) {
        receivedAt = call.receivedAt
        address = call.address
        self.makeMessageID = makeMessageID
        receivedText = .string(call.receivedAt.text)
        self.sentAt = time(sentAt, field: "sentAt")
        sentText = self.sentAt == nil ? .none : sentAt
    }

    /// Reads one item, whose kind the path says or, where it does not, the item itself.
    mutating func read(_ item: JSONValue, kind stated: EventKind?) -> Reading {
        guard case .object(var event) = item else {
            return .discarded(
                EventCheck.Problem(
                    code: .badRequest, reason: "an event must be an object, but this is \(item.kindWithArticle)"))
        }
        let kind: EventKind
        switch self.kind(of: event, stated) {
        case .success(let found): kind = found
        case .failure(let problem): return .discarded(problem.problem)
        }
        if let problem = EventCheck.problem(of: event, kind: kind) { return .discarded(problem) }
        // The item is still the caller's: the copy that the first change makes should have room for all of them.
        event.reserveCapacity(event.count + 7)
        event["writeKey"] = .none
        merge(into: &event)
        if stated != nil { event["type"] = .string(kind.rawValue) }
        let messageID = messageID(of: &event)
        let timestamp = complete(&event)
        return .kept(
            SegmentEvent(
                kind: kind, messageID: messageID, timestamp: timestamp, receivedAt: receivedAt, json: .object(event)))
    }

    private struct KindFailure: Error {
        let problem: EventCheck.Problem
    }

    private mutating func kind(of event: JSONObject, _ stated: EventKind?) -> Result<EventKind, KindFailure> {
        let written = event["type"]?.string
        if let stated {
            if let written, written != stated.rawValue {
                warnings.append(.differingType(path: stated, body: written))
            }
            return .success(stated)
        }
        if let written, let kind = EventKind(rawValue: written) { return .success(kind) }
        let names = EventKind.allCases.map(\.rawValue).joined(separator: ", ")
        let found = written.map { "it is '\($0)'" } ?? "it is missing"
        return .failure(
            KindFailure(
                problem: EventCheck.Problem(
                    code: .badRequest, reason: "type must be one of \(names), but \(found)")))
    }

    private func merge(into event: inout JSONObject) {
        for member in shared {
            guard case .object(let common) = member.value else { continue }
            switch event[member.key] {
            case nil, .null: event[member.key] = member.value
            case .object(var own):
                for part in common where own[part.key] == nil { own[part.key] = part.value }
                event[member.key] = .object(own)
            default: break
            }
        }
    }

    /// The id that the client gave, or a new one.
    private func messageID(of event: inout JSONObject) -> String {
        if case .string(let text)? = event["messageId"], !text.isEmpty { return text }
        let new = makeMessageID()
        event["messageId"] = .string(new)
        return new
    }

    /// Adds what the server adds, and says when the event happened.
    private mutating func complete(_ event: inout JSONObject) -> EventTime {
        let written = event["timestamp"]
        let original = time(written, field: "timestamp")
        let sent = sentAt ?? time(event["sentAt"], field: "sentAt")
        var timestamp = original ?? receivedAt
        if let original, let sent {
            let sinceThen = sent.milliseconds.subtractingReportingOverflow(original.milliseconds).partialValue
            timestamp = EventTime(milliseconds: receivedAt.milliseconds &- sinceThen)
        }
        event["timestamp"] = .string(timestamp.text)
        if original != nil { event["originalTimestamp"] = written }
        if let sentText { event["sentAt"] = sentText }
        event["receivedAt"] = receivedText
        event["version"] = 2
        let channel = Self.channel(of: event)
        event["channel"] = .string(channel)
        addAddress(to: &event, channel: channel)
        return timestamp
    }

    /// The address is known for client-side calls, and taken of others that say they come straight from the client
    /// (`segment.md`, 1.2).
    private func addAddress(to event: inout JSONObject, channel: String) {
        guard let address else { return }
        var context = event["context"]?.object ?? JSONObject()
        guard context["ip"] == nil, channel == "client" || context["direct"] == true else { return }
        context["ip"] = .string(address)
        event["context"] = .object(context)
    }

    /// Whether a browser or a server sent it, by the name of the SDK.
    private static func channel(of event: JSONObject) -> String {
        event["context"]?["library"]["name"] == "analytics.js" ? "client" : "server"
    }

    private mutating func time(_ value: JSONValue?, field: String) -> EventTime? {
        switch value {
        case nil, .null: return nil
        case .string(let text):
            if let time = EventTime(text) { return time }
            warnings.append(.unreadableTime(field: field, value: text))
        case let other?:
            warnings.append(.unreadableTime(field: field, value: other.compact))
        }
        return nil
    }
}
