internal import Attribution
internal import EventStore
internal import Foundation

extension WorkspaceService {
    /// Opens the data file, and fills it with the seed if it is new.
    ///
    /// - Throws: ``HarnessError`` for a data file or a seed that cannot be used.
    static func open(
        _ configuration: HarnessConfiguration, address: HarnessAddress, seed: Seed
    ) async throws -> WorkspaceService {
        let store: EventStore
        do {
            if case .file(let path) = configuration.data {
                let folder = URL(filePath: path).deletingLastPathComponent()
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            }
            store = try EventStore(at: configuration.data.place, durability: configuration.durability.ofStore)
        } catch {
            throw HarnessError.dataUnusable("\(error)")
        }
        let clock = HarnessClock(configuration.now)
        do {
            let (now, ids) = (clock.now, IDMaker())
            let (state, said) = try await store.write { store in
                if try store.workspaces().isEmpty { try seed.plant(in: &store, now: now, ids: ids) }
                guard let state = try WorkspaceState(in: store) else { throw SeedProblem.noWorkspace }
                return (state, try seed.setUp(state.workspace, in: &store, now: now, ids: ids))
            }
            for text in said { configuration.say("segment: \(text)") }
            return WorkspaceService(
                store: store, state: state, clock: clock, address: address, tracking: configuration.tracking,
                say: configuration.say)
        } catch {
            try? await store.close()
            throw HarnessError.dataUnusable("\(error)")
        }
    }

    /// Takes everything away and plants the seed anew; the keys stay, so that whoever holds them goes on.
    func reset(to seed: Seed) async throws {
        clock.reset()
        seen.forget()
        refused.forget()
        let (now, ids, workspace) = (clock.now, ids, workspace)
        try await configure { store in
            try store.deleteEverything()
            try seed.plant(in: &store, now: now, ids: ids, keeping: workspace)
            guard let planted = try store.workspaces().first else { throw SeedProblem.noWorkspace }
            _ = try seed.setUp(planted, in: &store, now: now, ids: ids)
        }
        try await pointDemoHere()
        events.fire()
    }

    /// Lets the link of the seed lead to the sign-up page at the port where it is served now.
    func pointDemoHere() async throws {
        let (workspaceID, url) = (workspace.id, "http://localhost:\(address.port)/signup")
        try await store.write { store in
            guard var link = try store.link(externalID: Seed.demoID, workspaceID: workspaceID),
                link.url != url, link.url.hasPrefix("http://localhost:")
            else { return }
            link.url = url
            try store.update(link)
        }
    }
}

extension HarnessConfiguration.Durability {
    fileprivate var ofStore: EventStore.Durability { self == .full ? .full : .normal }
}

extension HarnessConfiguration.Data {
    fileprivate var place: EventStore.Place {
        switch self {
        case .file(let path): .file(path)
        case .ephemeral: .ephemeral
        }
    }
}
