import JSON
import Segment

extension ReceivedEvent {
    /// A row of ``SegmentQueries/events``.
    init(row: Columns) throws {
        let kind = try (row[ReceivedEventColumn.kind] as String?).map { name in
            guard let kind = EventKind(rawValue: name) else { throw UnknownValue(text: name) }
            return kind
        }
        let json: JSONColumn = row[ReceivedEventColumn.json]
        let warnings: JSONColumn? = row[ReceivedEventColumn.warnings]
        self.init(
            number: row[ReceivedEventColumn.allCases.count], writeKey: row[ReceivedEventColumn.allCases.count + 1],
            receivedAt: EventTime(milliseconds: row[ReceivedEventColumn.receivedAt]), kind: kind,
            messageID: row[ReceivedEventColumn.messageID], json: try json.value, state: try State(row: row),
            warnings: try warnings?.value.array?.compactMap(\.string) ?? [])
    }

    /// The values of its columns, in their order.
    ///
    /// - Parameter writeKey: the number of the write key as a word.
    func arguments(writeKey: Int64) -> [any Argument] {
        let warnings = warnings.isEmpty ? nil : JSONColumn(.array(warnings.map(JSONValue.string)))
        let parts = state.parts
        return [
            writeKey, receivedAt.milliseconds, kind?.rawValue, messageID, parts.name, parts.code, parts.reason,
            parts.firstSeen, warnings, JSONColumn(json),
        ]
    }
}

extension ReceivedEvent.State {
    /// A state in columns.
    struct Parts {
        var name: String
        var code: String?
        var reason: String?
        var firstSeen: Int64?
    }

    init(row: Columns) throws {
        let name: String = row[ReceivedEventColumn.state]
        let code: String? = row[ReceivedEventColumn.code]
        let reason: String = row[ReceivedEventColumn.reason]
        switch name {
        case "routed": self = .routed
        case "filtered": self = .filtered(code: code, reason: reason)
        case "duplicate":
            self = .duplicate(firstSeen: EventTime(milliseconds: row[ReceivedEventColumn.firstSeen]))
        case "discarded":
            guard let code = DiscardCode(rawValue: code ?? "") else { throw UnknownValue(text: code ?? "") }
            self = .discarded(code, reason: reason)
        default: throw UnknownValue(text: name)
        }
    }

    var parts: Parts {
        switch self {
        case .routed: Parts(name: "routed")
        case .filtered(let code, let reason): Parts(name: "filtered", code: code, reason: reason)
        case .duplicate(let firstSeen): Parts(name: "duplicate", firstSeen: firstSeen.milliseconds)
        case .discarded(let code, let reason): Parts(name: "discarded", code: code.rawValue, reason: reason)
        }
    }
}
