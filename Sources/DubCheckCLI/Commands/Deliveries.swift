import ArgumentParser
import JSON

/// `dubcheck deliveries`: what became of the events sent to Segment.
struct Deliveries: LogCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what became of the events sent to Segment, and why.",
        discussion: """
            The SDK sees status 200 whatever happens; here is what did. Of an event that did not reach Dub it says what is \
            missing, where a click id was found instead, and the commands that mend it. A harness must be running.

              dubcheck deliveries                   the newest 20
              dubcheck deliveries --follow          and what comes in, until Ctrl-C
              dubcheck deliveries --format jsonl    one JSON object a line, for programs

            With --follow, an entry that was still on its way is shown again when it has arrived or failed.
            """)

    @OptionGroup var options: LogOptions

    func run(in context: Context) async throws -> CommandStatus {
        let client = try HarnessClient(options.harness, in: context)
        let text = DeliveryText(style: options.style(in: context))
        var log = DeliveryLog(client: client, last: options.last)
        var entries = try await log.next()
        if entries.isEmpty, options.last > 0 {
            context.say("dubcheck: no event has come in yet: SEGMENT_HOST and SEGMENT_WRITE_KEY say where to send one")
        }
        while true {
            for entry in entries {
                try context.output.write(options.format == .jsonl ? entry.compact + "\n" : text.entry(entry))
            }
            guard options.follow, !Task.isCancelled else { return .passed }
            entries = try await log.next()
        }
    }
}

/// Reads the log on and on: the newest entries, then what comes in, and again what was on its way.
struct DeliveryLog {
    let client: HarnessClient
    /// How many entries are read first.
    let last: Int
    /// The number of the newest entry read; nil before the first.
    private var position: Int?
    /// Entries whose outcome was not final, with that outcome.
    private var underWay: [Int: String] = [:]

    /// Each is asked for by itself, so that only so many are watched: the newest.
    private static let mostUnderWay = 50
    private static let path = "/_dubcheck/deliveries"

    init(client: HarnessClient, last: Int) {
        self.client = client
        self.last = last
    }

    /// The entries to be shown next, the oldest first; waits a while when there are none.
    mutating func next() async throws -> [JSONValue] {
        guard let position else {
            let page = try await client.get(Self.path, ["limit": "\(max(1, last))"])
            self.position = page["last"].int ?? 0
            return note(Array((page["entries"].array ?? []).suffix(last)))
        }
        // What is on its way is looked at each second; else the harness says when there is something.
        let wait = underWay.isEmpty ? 20 : 1
        let page = try await client.get(
            Self.path, ["after": "\(position)", "limit": "100", "wait": "\(wait)"], timeout: wait + 30)
        let new = page["entries"].array ?? []
        let settled = try await changed()
        self.position = new.last?["number"].int ?? position
        return note(settled + new)
    }

    private mutating func changed() async throws -> [JSONValue] {
        var changed: [JSONValue] = []
        for (number, outcome) in underWay.sorted(by: { $0.key < $1.key }) {
            let page = try await client.get(Self.path, ["after": "\(number - 1)", "limit": "1"])
            let entry = page["entries"][0]
            if entry["number"].int != number {
                underWay[number] = nil  // The log was emptied.
            } else if entry["outcome"].string != outcome {
                changed.append(entry)
            }
        }
        return changed
    }

    private mutating func note(_ entries: [JSONValue]) -> [JSONValue] {
        for entry in entries {
            guard let number = entry["number"].int, let outcome = entry["outcome"].string else { continue }
            underWay[number] = ["pending", "retrying"].contains(outcome) ? outcome : nil
        }
        for number in underWay.keys.sorted().dropLast(Self.mostUnderWay) { underWay[number] = nil }
        return entries
    }
}
