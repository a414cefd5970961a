internal import Attribution
internal import EventStore
internal import HTTPTypes
internal import Hummingbird
internal import JSON

/// `/_dubcheck/export`: everything as JSON lines, which `--seed` reads again.
struct ExportRoute: Sendable {
    typealias Context = HarnessContext

    let service: WorkspaceService

    /// How many events are read at once.
    private static let batch = 1_000

    func add(to routes: RouteCollection<Context>) {
        routes.get("/_dubcheck/export") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/jsonl", .cacheControl: "no-store"],
                body: ResponseBody { writer in
                    try await write(to: &writer)
                    try await writer.finish(nil)
                })
        }
    }

    /// What events refer to comes before them.
    private func write(to writer: inout some ResponseBodyWriter) async throws {
        let workspace = service.workspace
        let (settings, destinations) = try await service.store.read { store in
            let lines =
                [ExportLine.workspace(workspace)]
                + (try store.domains(workspaceID: workspace.id).map(ExportLine.domain))
                + (try store.tags().map(ExportLine.tag)) + (try store.folders().map(ExportLine.folder))
                + (try store.everyLink().map(ExportLine.link)) + (try store.everyCustomer().map(ExportLine.customer))
            return (lines, try store.destinations())
        }
        try await write(settings.map(\.json) + destinations.map(Seed.line), to: &writer)
        try await write(to: &writer, ExportLine.click) { try $0.everyClick(after: $1, limit: Self.batch) }
        try await write(to: &writer, ExportLine.lead) { try $0.everyLead(after: $1, limit: Self.batch) }
        try await write(to: &writer, ExportLine.sale) { try $0.everySale(after: $1, limit: Self.batch) }
    }

    private func write<Event: Sendable>(
        to writer: inout some ResponseBodyWriter, _ line: (Event) -> ExportLine,
        _ read: @escaping @Sendable (StoreTransaction, Int64?) throws -> TablePage<Event>
    ) async throws {
        var last: Int64?
        repeat {
            let page = try await service.store.read { [last] in try read($0, last) }
            try await write(page.rows.map { line($0).json }, to: &writer)
            last = page.next
        } while last != nil
    }

    private func write(_ lines: [JSONValue], to writer: inout some ResponseBodyWriter) async throws {
        guard !lines.isEmpty else { return }
        try await writer.write(ByteBuffer(string: lines.map { $0.compact + "\n" }.joined()))
    }
}
