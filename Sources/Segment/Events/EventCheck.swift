import JSON

/// What an event must have to be kept (`segment.md`, 5.3, "failed on ingest").
struct EventCheck {
    /// Why an event is not kept.
    struct Problem {
        let code: DiscardCode
        let reason: String
    }

    private let event: JSONObject

    /// The first problem of an event; nil for one that is kept.
    ///
    /// A member that is null counts as missing, for Python's SDK sends null for every id and name it does not have.
    static func problem(of event: JSONObject, kind: EventKind) -> Problem? {
        let check = EventCheck(event: event)
        if let problem = check.ids(of: kind) ?? check.messageID() { return problem }
        switch kind {
        case .track:
            return check.eventName() ?? check.container("properties", .propertiesNotObject)
        case .page, .screen:
            return check.label("name", .nameNotString) ?? check.label("category", .categoryNotString)
                ?? check.container("properties", .propertiesNotObject)
        case .identify, .group:
            return check.container("traits", .traitsNotObject)
        case .alias:
            return nil
        }
    }

    private func ids(of kind: EventKind) -> Problem? {
        let needed: [String] =
            switch kind {
            case .group: ["groupId"]
            case .alias: ["previousId"]
            default: []
            }
        for field in ["userId", "anonymousId"] + needed {
            guard let value = event[field] else { continue }
            switch value {
            case .string, .null: continue
            default:
                return Problem(
                    code: .idNotString, reason: "\(field) must be text, but it is \(value.kindWithArticle)")
            }
        }
        for field in needed where !hasText(field) {
            return Problem(code: .idRequired, reason: "\(kind.rawValue) needs \(field), which is missing or empty")
        }
        guard !hasText("userId"), !hasText("anonymousId") else { return nil }
        return Problem(
            code: .noUserOrAnonymousID,
            reason: "neither userId nor anonymousId is there: every event needs one of them")
    }

    private func messageID() -> Problem? {
        switch event["messageId"] {
        case nil, .null: return nil
        case .string(let text):
            guard text.utf8.count > IngestLimits.messageID, text.unicodeScalars.count > IngestLimits.messageID else {
                return nil
            }
            return Problem(
                code: .badRequest,
                reason: "messageId has \(text.unicodeScalars.count) characters, more than \(IngestLimits.messageID)")
        case let value?:
            return Problem(code: .badRequest, reason: "messageId must be text, but it is \(value.kindWithArticle)")
        }
    }

    private func eventName() -> Problem? {
        switch event["event"] {
        case nil, .null, .string(""):
            Problem(code: .eventNotDefined, reason: "event, the name of what happened, is missing or empty")
        case .string: nil
        case let value?:
            Problem(code: .eventNotString, reason: "event must be text, but it is \(value.kindWithArticle)")
        }
    }

    private func label(_ field: String, _ code: DiscardCode) -> Problem? {
        switch event[field] {
        case nil, .null: nil
        case .string(""): Problem(code: code, reason: "\(field) is empty: leave it out, or give it a text")
        case .string: nil
        case let value?:
            Problem(code: code, reason: "\(field) must be text, but it is \(value.kindWithArticle)")
        }
    }

    private func container(_ field: String, _ code: DiscardCode) -> Problem? {
        switch event[field] {
        case nil, .null, .object: nil
        case let value?:
            Problem(code: code, reason: "\(field) must be an object, but it is \(value.kindWithArticle)")
        }
    }

    private func hasText(_ field: String) -> Bool {
        guard case .string(let text)? = event[field] else { return false }
        return !text.isEmpty
    }
}
