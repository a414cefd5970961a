internal import Attribution
internal import EventStore
internal import Segment
internal import Synchronization

/// Takes the events that SDKs send, and hands those that Dub wants on to deliveries.
///
/// What is accepted is kept before it is answered, and with it what is to be sent: nothing of it depends on this process
/// going on.
final class SegmentService: Sendable {
    let workspace: WorkspaceService
    /// Fires when there is something to send, or events were kept, or deliveries have come further.
    let changes = EventSignal()

    /// How Segment is stood in for.
    let behaviour: HarnessConfiguration.SegmentBehaviour

    private let destinations: Mutex<[Target]>

    /// A destination, ready for events.
    private struct Target: Sendable {
        var id: String
        var compiled: CompiledDestination
    }

    /// The service of a workspace, with the destinations in it.
    init(
        _ workspace: WorkspaceService,
        _ behaviour: HarnessConfiguration.SegmentBehaviour = HarnessConfiguration.SegmentBehaviour()
    ) async throws {
        self.workspace = workspace
        self.behaviour = behaviour
        destinations = Mutex([])
        try await reload()
    }

    /// The key of the source.
    ///
    /// It follows from the workspace, so that it is stable for a data file without being kept in it.
    var writeKey: String { Self.writeKey(of: workspace.workspace) }

    static func writeKey(of workspace: Workspace) -> String { "wk_" + workspace.id.drop { $0 != "_" }.dropFirst() }

    /// What is done to destinations, now.
    var catalogue: SegmentCatalogue {
        SegmentCatalogue(
            usualKey: workspace.workspace.secretKey.text, now: workspace.clock.now, ids: workspace.ids)
    }

    /// The time, as events have it.
    var now: EventTime { EventTime(milliseconds: workspace.clock.now.milliseconds) }

    /// The key with which a destination calls Dub; nil where it has none, or is gone.
    func apiKey(of destinationID: String) -> String? {
        destinations.withLock { $0.first { $0.id == destinationID } }?.compiled.destination.settings.apiKey
    }

    /// Keeps the events of a call.
    ///
    /// - Returns: what the call is answered.
    func receive(_ call: IncomingCall) async throws -> IngestAnswer {
        let reception = rules.read(call)
        for warning in reception.warnings { workspace.say("segment: \(warning)") }
        guard !reception.events.isEmpty || !reception.discards.isEmpty else { return reception.answer }
        let arrival = Arrival(reception, targets: routed(reception.events), at: call.receivedAt)
        let said = try await workspace.store.write { try arrival.keep(in: &$0) }
        for text in said { workspace.say("segment: \(text)") }
        changes.fire()
        return reception.answer
    }

    /// Changes destinations, and uses them as they are then.
    func configure<Answer: Sendable>(
        _ body: @escaping @Sendable (inout StoreTransaction) throws -> Answer
    ) async throws -> Answer {
        let (answer, records) = try await workspace.store.write { store in (try body(&store), try store.destinations())
        }
        use(records)
        return answer
    }

    /// Uses the destinations as they are in the store.
    func reload() async throws { try await configure { _ in } }

    private func use(_ records: [DestinationRecord]) {
        let targets = records.map { Target(id: $0.id, compiled: $0.compiled) }
        destinations.withLock { $0 = targets }
    }

    private var rules: IngestRules {
        let (key, ids) = (writeKey, workspace.ids)
        var rules = IngestRules(
            status: { $0 == key ? .enabled : .unknown }, makeMessageID: { "dubcheck-" + ids.alphanumeric(22) })
        rules.refusesUnknownKeys = behaviour.refusesUnknownKeys
        rules.discardsOversizedEvents = behaviour.discardsOversizedEvents
        rules.hostPath = behaviour.hostPath
        return rules
    }

    /// Where each event goes.
    private func routed(_ events: [SegmentEvent]) -> [String: [Arrival.Route]] {
        let targets = destinations.withLock { $0 }
        return Dictionary(
            events.map { event in
                (event.messageID, targets.map { Arrival.Route(destinationID: $0.id, $0.compiled.route(event.json)) })
            }
        ) { first, _ in first }
    }
}
