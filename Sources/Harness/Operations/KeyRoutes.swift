internal import Attribution
internal import EventStore
internal import Hummingbird
internal import JSON
internal import Segment

/// `/_dubcheck/keys`: what an app under test is given, and new keys in place of those.
struct KeyRoutes: Sendable {
    typealias Context = HarnessContext

    let service: WorkspaceService
    let segment: SegmentService

    func add(to routes: RouteCollection<Context>) {
        routes
            .get("/_dubcheck/keys") { _, _ in shown }
            .post("/_dubcheck/keys/rotate") { request, _ in
                let word = try await request.json()["key"].string ?? ""
                switch word {
                case "secret": try await rotateSecret()
                case "publishable": try await rotate { $0.publishableKey = $1.publishable }
                default:
                    throw APIError.invalid(
                        .invalidFormat, "key", "key '\(word.prefix(40))': there are secret and publishable")
                }
                service.keysChanged()
                return shown
            }
    }

    private var shown: APIReply {
        let workspace = service.workspace
        let variables = HarnessServer(address: service.address, certificate: nil, service: service).environment
        let pairs = variables.map { ($0.name, JSONValue.string($0.value)) }
        return APIReply([
            "workspaceId": .string(workspace.id), "secretKey": .string(workspace.secretKey.text),
            "publishableKey": .optional(workspace.publishableKey?.text), "segmentWriteKey": .string(segment.writeKey),
            "shortDomain": .optional(service.domains.first?.slug),
            "environment": .object(JSONObject(pairs)),
        ])
    }

    /// The destinations that had the old key for their own get the new one, so that leads go on coming in.
    private func rotateSecret() async throws {
        let old = service.workspace.secretKey.text
        try await rotate { $0.secretKey = $1.secret }
        let new = service.workspace.secretKey.text
        try await segment.configure { store in
            for var record in try store.destinations() where record.destination.settings.apiKey == old {
                record.destination.settings = DestinationSettings(apiKey: new)
                try store.save(record)
            }
        }
    }

    private func rotate(_ change: @escaping @Sendable (inout Workspace, WorkspaceKeys) -> Void) async throws {
        let (id, keys) = (service.workspace.id, WorkspaceKeys.make(ids: service.ids))
        try await service.configure { store in
            guard var workspace = try store.workspace(id: id) else { return }
            change(&workspace, keys)
            try store.update(workspace)
        }
    }
}
