internal import EventStore
internal import ServiceLifecycle

/// Forgets the visitors, leads and invoices whose time is over, so that the data file does not grow with them.
struct Housekeeping: Service {
    let service: WorkspaceService

    /// In so many parts, between which others can write.
    private static let parts = 64

    /// Tidies up at the start, and then every hour until the harness stops.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await tidy()
                try? await Task.sleep(for: .seconds(3_600))
            }
        }
    }

    /// Tidies up once; what the data file refuses now is tried again the next time.
    func tidy() async {
        for part in 0..<Self.parts where !Task.isCancelled {
            let now = service.clock.now
            try? await service.store.write { try $0.forgetMemories(endedBy: now, part: (part, Self.parts)) }
        }
    }
}
