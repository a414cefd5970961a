enum DestinationColumn: Int, ColumnList {
    case id, name, apiKey, isEnabled
}

/// All but the number.
enum ReceivedEventColumn: Int, ColumnList {
    case writeKey, receivedAt, kind, messageID, state, code, reason, firstSeen, warnings, json
}

/// All but the number.
enum SegmentDeliveryColumn: Int, ColumnList {
    case event, destinationID, subscription, state, dueAt, code, message, path, body, attempts
}
