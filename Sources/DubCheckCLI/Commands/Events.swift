import ArgumentParser
import JSON

/// `dubcheck events`: clicks, leads and sales.
struct Events: LogCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the clicks, leads and sales that the harness has recorded.",
        discussion: """
            A line each, the newest last. A harness must be running.

              dubcheck events                       the newest 20
              dubcheck events --follow              those that come in from now on, until Ctrl-C
              dubcheck events --format jsonl        one JSON object a line, as GET /events has it
            """)

    @OptionGroup var options: LogOptions

    func run(in context: Context) async throws -> CommandStatus {
        let client = try HarnessClient(options.harness, in: context)
        let text = EventText(style: options.style(in: context))
        let write = { (event: JSONValue) throws in
            try context.output.write(options.format == .jsonl ? event.compact + "\n" : text.line(event))
        }
        guard options.follow else {
            let events = try await newest(client, text)
            if events.isEmpty, options.last > 0 {
                context.say("dubcheck: no click, lead or sale yet: follow a short link of the harness")
            }
            for event in events { try write(event) }
            return .passed
        }
        try await client.events("/_dubcheck/stream") { event in
            // The harness sends null for an event whose link has been deleted since.
            if let json = try? JSONValue(json: event.data.utf8), !json.isNull { try write(json) }
        }
        throw CommandFailure.usage("the harness at \(client.place.url) has stopped")
    }

    /// The newest of all kinds, the newest last.
    private func newest(_ client: HarnessClient, _ text: EventText) async throws -> [JSONValue] {
        var events: [JSONValue] = []
        for kind in ["clicks", "leads", "sales"] {
            let rows = try await client.get(
                "/events", ["event": kind, "interval": "all", "limit": "\(max(1, options.last))"])
            events += (rows.array ?? []).reversed()
        }
        // Stable: of one moment, a click is before its lead and its sale.
        let order = events.enumerated().map { (time: text.time($0.element), place: $0.offset, event: $0.element) }
            .sorted { ($0.time, $0.place) < ($1.time, $1.place) }
        return order.suffix(options.last).map(\.event)
    }
}
