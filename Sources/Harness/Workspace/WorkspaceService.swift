internal import Attribution
internal import EventStore
internal import Synchronization

/// The one workspace of a harness: its data file, its clock, and the rules made for each request.
final class WorkspaceService: Sendable {
    let store: EventStore
    let clock: HarnessClock
    let ids = IDMaker()
    /// Fires when events have come in.
    let events = EventSignal()
    /// Fires when there may be something to send to webhooks.
    let posts = EventSignal()
    let address: HarnessAddress
    /// What need not be kept again just now.
    let seen = RecentlySeen()
    /// Tracking calls that were answered with an error.
    let refused = RefusedCalls()

    private let tracking: HarnessConfiguration.Tracking
    private let state: Mutex<WorkspaceState>
    private let stopped = Atomic(false)
    private let keyWatch = Mutex<(@Sendable () -> Void)?>(nil)
    let say: @Sendable (String) -> Void

    init(
        store: EventStore, state: WorkspaceState, clock: HarnessClock, address: HarnessAddress,
        tracking: HarnessConfiguration.Tracking, say: @escaping @Sendable (String) -> Void
    ) {
        self.store = store
        self.state = Mutex(state)
        self.clock = clock
        self.address = address
        self.tracking = tracking
        self.say = say
    }

    /// The settings.
    var workspace: Workspace { state.withLock { $0.workspace } }

    /// Whether anybody is told of events.
    var hasWebhooks: Bool { state.withLock { $0.hasWebhooks } }

    /// The short domains, the primary one first.
    var domains: [Domain] { state.withLock { $0.domains } }

    /// How entities are shown.
    var form: AnswerForm {
        let (workspace, tags) = state.withLock { ($0.workspace, $0.tags) }
        return AnswerForm(
            origin: address.httpOrigin, port: address.port, userID: workspace.userID, tags: tags)
    }

    /// Does something to the data, keeps its notes with it, and tells whoever waits for events once it is committed.
    func perform<Answer: Sendable>(
        _ body: @escaping @Sendable (inout StoreTransaction) throws -> Deed<Answer>
    ) async throws -> Outcome<Answer> {
        let (now, dispatch) = (clock.now, dispatch)
        let (deed, hasEvents) = try await store.write { store in
            let deed = try body(&store)
            try dispatch?.tellRecorded(in: &store)
            for note in deed.outcome.notes {
                try store.keep(
                    KeptNote(time: now, text: note.description, clickID: deed.clickID, customer: deed.customer))
            }
            return (deed, !store.recorded.isEmpty)
        }
        if hasEvents { events.fire() }
        if dispatch != nil { posts.fire() }
        for note in deed.outcome.notes { say(note.description) }
        return deed.outcome
    }

    /// Does something to the data that is about no click and no customer.
    func write<Answer: Sendable>(
        _ body: @escaping @Sendable (inout StoreTransaction) throws -> Outcome<Answer>
    ) async throws -> Outcome<Answer> {
        try await perform { Deed(try body(&$0)) }
    }

    /// Changes settings, domains, tags or folders, and reads anew what is remembered of them.
    func configure<Answer: Sendable>(
        _ body: @escaping @Sendable (inout StoreTransaction) throws -> Answer
    ) async throws -> Answer {
        let (answer, state) = try await store.write { store in
            (try body(&store), try WorkspaceState(in: store))
        }
        if let state { self.state.withLock { $0 = state } }
        posts.fire()
        return answer
    }

    /// Whether nobody is to wait for events any more.
    var isStopping: Bool { stopped.load(ordering: .acquiring) }

    /// Ends the waits for events: the harness stops, and they would keep it from that.
    func stop() {
        stopped.store(true, ordering: .releasing)
        events.fire()
    }

    /// Has something done after each change of a key.
    func whenKeysChange(_ body: @escaping @Sendable () -> Void) { keyWatch.withLock { $0 = body } }

    /// Tells whoever handed keys on that they have changed.
    func keysChanged() { keyWatch.withLock { $0 }?() }

    /// Tells the developer something.
    func tell(_ note: Note) { say(note.description) }
}

/// What is done to the data, and whom the notes about it concern.
struct Deed<Answer: Sendable>: Sendable {
    /// What came of it.
    var outcome: Outcome<Answer>
    /// The click that it is about.
    var clickID: String?
    /// The customer that it is about, by the user's own id.
    var customer: String?

    init(_ outcome: Outcome<Answer>, clickID: String? = nil, customer: String? = nil) {
        self.outcome = outcome
        self.clickID = clickID
        self.customer = customer
    }
}

/// What is remembered of the workspace, so that not every request reads it.
struct WorkspaceState: Sendable {
    var workspace: Workspace
    /// The primary one first.
    var domains: [Domain]
    var tags: [String: Tag]
    /// Whether there are webhooks.
    var hasWebhooks: Bool

    /// Nil where there is no workspace yet.
    init?(in store: StoreTransaction) throws {
        guard let workspace = try store.workspaces().first else { return nil }
        self.workspace = workspace
        domains = try store.domains(workspaceID: workspace.id)
        hasWebhooks = try !store.webhooks().isEmpty
        tags = Dictionary(try store.tags().map { ($0.id, $0) }) { first, _ in first }
    }
}

extension WorkspaceService {
    /// The rules for clicks on a domain, now.
    func clickRules(on domain: Domain) -> ClickRules {
        var rules = ClickRules(now: clock.now, ids: ids)
        rules.countsBots = tracking.countsBots
        rules.domain = domain
        return rules
    }

    /// The rules for what pages track, now.
    var pageTracking: PageTracking {
        var rules = PageTracking(now: clock.now, ids: ids)
        rules.countsBots = tracking.countsBots
        return rules
    }

    /// The rules for leads and sales, now.
    var conversionRules: ConversionRules {
        var rules = ConversionRules(workspaceID: workspace.id, now: clock.now, ids: ids)
        rules.isStrict = tracking.isStrict
        return rules
    }

    /// The rules for links, now.
    var linkRules: LinkRules {
        LinkRules(workspaceID: workspace.id, domains: domains.map(\.slug), now: clock.now, ids: ids)
    }

    /// The rules for numbers and lists of events, now.
    func analyticsRules(folders: [Folder]) -> AnalyticsRules {
        let workspace = workspace
        return AnalyticsRules(
            workspaceID: workspace.id, workspaceCreatedAt: workspace.createdAt, now: clock.now, form: form,
            folders: Dictionary(folders.map { ($0.id, $0.name) }) { first, _ in first })
    }
}
