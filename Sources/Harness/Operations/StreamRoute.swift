internal import Attribution
internal import EventStore
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import PageURL

/// `/_dubcheck/stream`: events as they come in, as server-sent events that a client can resume.
struct StreamRoute: Sendable {
    typealias Context = HarnessContext

    let service: WorkspaceService

    /// How many events are read at once.
    private static let batch = 500
    /// So often something is sent, so that a connection that is gone is noticed.
    private static let heartbeat = Duration.seconds(15)

    func add(to routes: RouteCollection<Context>) {
        routes.get("/_dubcheck/stream") { request, _ in
            let last = request.headers[.lastEventID] ?? request.queryItems.last { $0.name == "lastEventId" }?.value
            let start = try await service.store.read { store in
                // A number beyond the end is of another data file: everything is new then.
                let end = try store.lastJournalNumber()
                return last.flatMap(Int64.init).map { $0 > end ? 0 : max(0, $0) } ?? end
            }
            return Response.eventStream { try await send(after: start, to: &$0) }
        }
    }

    private func send(after start: Int64, to writer: inout some ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(string: ": dubcheck\n\n"))
        var position = start
        while !Task.isCancelled {
            let round = service.events.round
            if service.isStopping { return }
            let page = try await service.store.read { [position] in
                try $0.journal(after: position, limit: Self.batch)
            }
            if page.last > position {
                let form = service.form
                let text = page.entries.map { entry in
                    "id: \(entry.number)\nevent: \(entry.kind.singular)\n"
                        + "data: \((form.eventRow(entry.row).map(JSONValue.object) ?? .null).compact)\n\n"
                }
                try await writer.write(ByteBuffer(string: text.joined()))
                position = page.last
                continue
            }
            if await !service.events.wait(after: round, atMost: Self.heartbeat) {
                try await writer.write(ByteBuffer(string: ": still here\n\n"))
            }
        }
    }
}

extension EventKind {
    /// One event of the kind: `click`, `lead` or `sale`.
    var singular: String { String(rawValue.dropLast()) }
}

extension HTTPField.Name {
    fileprivate static let lastEventID = HTTPField.Name("Last-Event-ID").unsafelyNamed
}
