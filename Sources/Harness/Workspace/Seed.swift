internal import Attribution
internal import EventStore
internal import JSON

/// What a new data file starts with: a workspace with its keys, a short domain and a link to the sign-up page, or what
/// a file of JSON lines says.
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

    /// The usual seed.
    init() {
        lines = []
    }

    /// The seed of a file's text.
    ///
    /// - Throws: ``SeedProblem`` with the number of the line that cannot be read.
    init(text: String) throws(SeedProblem) {
        var lines: [(number: Int, line: SeedLine)] = []
        let texts = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, text) in texts.enumerated() where !text.allSatisfy(" \t\r".utf8.contains) {
            guard let json = try? JSONValue(json: text) else { throw .line(index + 1, "no JSON") }
            do {
                lines.append((index + 1, try SeedLine(json)))
            } catch {
                throw .line(index + 1, error.message)
            }
        }
        self.lines = lines
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
        if lines.isEmpty { try planter.plant(SeedLine(Self.demo), in: &store) }
    }

    private static func workspace(now: Timestamp, ids: IDMaker) -> Workspace {
        let keys = WorkspaceKeys.make(ids: ids)
        return Workspace(
            id: ids.sortable("ws_", at: now), name: "dubcheck", secretKey: keys.secret,
            publishableKey: keys.publishable, userID: ids.sortable("user_", at: now), createdAt: now)
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
