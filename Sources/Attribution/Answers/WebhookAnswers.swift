public import JSON

extension Webhook {
    /// The webhook with all its fields.
    public var json: JSONValue {
        [
            "id": .string(id), "url": .string(url), "triggers": .array(events.map { .string($0.rawValue) }),
            "linkIds": .array(linkIDs.map(JSONValue.string)),
            "folderIds": .array(folderIDs.map(JSONValue.string)), "secret": .string(secret),
            "disabled": .bool(!isEnabled),
            "consecutiveFailures": .integer(consecutiveFailures), "createdAt": .string(createdAt.text),
        ]
    }
}

extension Delivery {
    /// The delivery with all its fields; the body is the text that is sent.
    public var json: JSONValue {
        [
            "id": .integer(Int(number)), "webhookId": .string(webhookID), "event": .string(event.rawValue),
            "eventId": .string(eventID), "status": .string(state.rawValue), "attempts": .integer(attempts),
            "nextAttemptAt": .time(nextAttemptAt), "responseStatus": lastStatus.map(JSONValue.integer) ?? .null,
            "responseBody": .optional(responseExcerpt), "error": .optional(lastError),
            "createdAt": .string(createdAt.text), "deliveredAt": .time(deliveredAt), "body": .string(body),
        ]
    }
}
