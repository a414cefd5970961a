/// One event of a stream of server-sent events.
struct ServerSentEvent: Sendable, Hashable {
    var id: String?
    var kind = "message"
    var data: String
}

/// Cuts a stream of server-sent events into events, however its bytes arrive.
struct ServerSentEventReader: Sendable {
    private var pending: [UInt8] = []
    private var id: String?
    private var kind: String?
    private var data: [String] = []

    /// The events that these bytes complete.
    mutating func read(_ bytes: [UInt8]) -> [ServerSentEvent] {
        pending += bytes
        var events: [ServerSentEvent] = []
        var start = 0
        while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
            var line = pending[start..<end]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if let event = take(String(decoding: line, as: UTF8.self)) { events.append(event) }
            start = end + 1
        }
        pending.removeFirst(start)
        return events
    }

    private mutating func take(_ line: String) -> ServerSentEvent? {
        guard !line.isEmpty else {
            defer { (id, kind, data) = (nil, nil, []) }
            guard !data.isEmpty else { return nil }
            return ServerSentEvent(id: id, kind: kind ?? "message", data: data.joined(separator: "\n"))
        }
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        var value = parts.count == 2 ? parts[1] : ""
        if value.first == " " { value.removeFirst() }
        switch parts[0] {
        case "id": id = String(value)
        case "event": kind = String(value)
        case "data": data.append(String(value))
        default: break  // A comment, or nothing that is used.
        }
        return nil
    }
}
