internal import Attribution
internal import EventStore
internal import JSON
internal import Segment

/// What a new data file starts with: a workspace with its keys, a short domain, a link to the sign-up page and Segment's
/// destination, or what a file of JSON lines says.
struct Seed: Sendable {
    /// The external id of the link to the sign-up page.
    static let demoID = "dubcheck-demo"

    private static let domain: JSONValue = ["type": "domain", "slug": .string(Planter.usualDomain)]
    private static let demo: JSONValue = [
        "type": "link", "url": "http://localhost:0/signup", "key": "demo", "externalId": .string(demoID),
        "trackConversion": true,
    ]

    /// The lines of a file with their numbers; empty for the usual seed.
    private let lines: [(number: Int, line: SeedLine)]
    /// The destinations among them, likewise.
    private let destinations: [(number: Int, entry: DestinationEntry)]
    /// What destinations are, whatever the lines and the data file say of them.
    private let setup: SegmentSetup?

    /// The seed of a harness.
    ///
    /// - Throws: ``HarnessError`` with the number of the line that cannot be read.
    init(_ configuration: HarnessConfiguration) throws(HarnessError) {
        do throws(SeedProblem) {
            try self.init(text: configuration.seed ?? "", setup: configuration.segment.setup)
        } catch {
            throw HarnessError.dataUnusable("the seed cannot be used: \(error)")
        }
    }

    /// The seed of a file's text; the usual one for an empty text.
    ///
    /// - Throws: ``SeedProblem`` with the number of the line that cannot be read.
    init(text: String, setup: SegmentSetup? = nil) throws(SeedProblem) {
        var lines: [(number: Int, line: SeedLine)] = []
        var destinations: [(number: Int, entry: DestinationEntry)] = []
        let texts = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, text) in texts.enumerated() where !text.allSatisfy(" \t\r".utf8.contains) {
            guard let json = try? JSONValue(json: text) else { throw .line(index + 1, "no JSON") }
            if let entry = try Self.destination(json, line: index + 1) {
                destinations.append((index + 1, entry))
                continue
            }
            do {
                lines.append((index + 1, try SeedLine(json, besides: [Self.destinationType])))
            } catch {
                throw .line(index + 1, error.message)
            }
        }
        self.lines = lines
        self.destinations = destinations
        self.setup = setup
    }

    /// Stores it.
    ///
    /// - Parameter old: the workspace whose id and keys stay, unless a line states others.
    /// - Throws: ``SeedProblem`` with the number of a line that does not go with those before it; what the store throws.
    func plant(
        in store: inout StoreTransaction, now: Timestamp, ids: IDMaker, keeping old: Workspace? = nil
    ) throws {
        var workspace = old ?? Self.workspace(now: now, ids: ids)
        workspace.allowedHostnames = []
        for (_, line) in lines { workspace = try line.workspace(over: workspace) ?? workspace }
        try store.insert(workspace)
        var planter = Planter(workspace: workspace, now: now, ids: ids)
        for (number, line) in lines {
            do {
                try planter.plant(line, in: &store)
            } catch let error as APIError {
                throw SeedProblem.line(number, error.message)
            }
        }
        if try store.domains(workspaceID: workspace.id).isEmpty {
            try planter.plant(SeedLine(Self.domain), in: &store)
        }
        if isUsual { try planter.plant(SeedLine(Self.demo), in: &store) }
        try plantDestinations(of: workspace, in: &store, now: now, ids: ids)
    }

    /// Sets up what is configured, in a data file of any age.
    ///
    /// - Returns: what was done, in words.
    func setUp(
        _ workspace: Workspace, in store: inout StoreTransaction, now: Timestamp, ids: IDMaker
    ) throws -> [String] {
        try setup?.apply(to: workspace, in: &store) { ids.sortable($0, at: now) } ?? []
    }

    /// Whether no file says anything.
    private var isUsual: Bool { lines.isEmpty && destinations.isEmpty }

    private static func workspace(now: Timestamp, ids: IDMaker) -> Workspace {
        let keys = WorkspaceKeys.make(ids: ids)
        return Workspace(
            id: ids.sortable("ws_", at: now), name: "dubcheck", secretKey: keys.secret,
            publishableKey: keys.publishable, userID: ids.sortable("user_", at: now), createdAt: now)
    }
}

/// The lines of Segment's destinations, of which the attribution knows nothing.
extension Seed {
    private static let destinationType = "destination"

    /// The line of a destination, which is read back.
    static func line(_ record: DestinationRecord) -> JSONValue {
        var object: JSONObject = ["type": .string(destinationType)]
        object.merge(DestinationEntry.json(record))
        return .object(object)
    }

    /// What a line says of a destination; nil for a line of another type.
    private static func destination(_ json: JSONValue, line: Int) throws(SeedProblem) -> DestinationEntry? {
        guard case .object(var members) = json, members["type"]?.string == destinationType else { return nil }
        members["type"] = .none
        do throws(SubscriptionList.ImportError) {
            return try DestinationEntry(json: .object(members))
        } catch {
            let findings = error.findings.map(\.description).joined(separator: "; ")
            throw .line(line, "line of type \(destinationType): \(findings)")
        }
    }

    /// The destinations of the lines; else the usual one, unless it is configured which there are.
    private func plantDestinations(
        of workspace: Workspace, in store: inout StoreTransaction, now: Timestamp, ids: IDMaker
    ) throws {
        func made(_ entry: DestinationEntry) -> DestinationRecord {
            entry.made(usualKey: workspace.secretKey.text) { ids.sortable($0, at: now) }
        }
        var taken: Set<String> = []
        for (number, entry) in destinations {
            let record = made(entry)
            for id in [record.id] + record.subscriptions.map(\.id) where !taken.insert(id).inserted {
                throw SeedProblem.line(number, "line of type \(Self.destinationType): id: \(id) is taken already.")
            }
            try store.save(record)
        }
        guard destinations.isEmpty, setup?.isEmpty ?? true else { return }
        try store.save(made(DestinationEntry()))
    }
}

/// Why a seed cannot be used.
enum SeedProblem: Error, CustomStringConvertible {
    case line(Int, String)
    case noWorkspace

    var description: String {
        switch self {
        case .line(let number, let problem): "line \(number): \(problem)"
        case .noWorkspace: "the seed makes no workspace"
        }
    }
}
