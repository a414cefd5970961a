internal import ServiceLifecycle

/// A server that stops in time: what is still being answered when it is told to stop gets 3 seconds to end.
struct StoppingService: Service {
    private static let grace: Duration = .seconds(3)

    let service: any Service
    let connections: OpenConnections
    /// Ends what would wait for events longer than that.
    let endWaits: @Sendable () -> Void

    func run() async throws {
        try await withTaskCancellationHandler {
            try await withThrowingTaskGroup(of: Bool.self) { tasks in
                tasks.addTask {
                    try await service.run()
                    return true
                }
                tasks.addTask {
                    // Cancelled when the server ended by itself.
                    guard (try? await gracefulShutdown()) != nil else { return false }
                    endWaits()
                    guard (try? await Task.sleep(for: Self.grace)) != nil else { return false }
                    connections.closeAll()
                    return false
                }
                while let hasEnded = try await tasks.next() {
                    if hasEnded { tasks.cancelAll() }
                }
            }
        } onCancel: {
            connections.closeAll()
        }
    }
}
