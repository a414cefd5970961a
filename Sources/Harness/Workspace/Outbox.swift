internal import AsyncHTTPClient
internal import ServiceLifecycle
internal import Synchronization

/// Sends what is stored to be sent, as soon as it is due, so much at once.
///
/// It forgets nothing, because what is to be sent are rows: one that is under way when the harness stops stays due, and is
/// sent after the next start.
final class Outbox<Errand: Sendable>: Sendable {
    /// What is due, by its number.
    typealias Found = (errands: [(number: Int64, errand: Errand)], next: Duration?)

    private let signal: EventSignal
    private let most: Int
    private let due: @Sendable (_ limit: Int) async throws -> Found
    private let send: @Sendable (Errand, HTTPClient) async -> Bool
    private let underWay = Mutex<Set<Int64>>([])

    /// How long is waited while something is due that cannot be sent, or the data file cannot be read.
    private static var pause: Duration { .seconds(1) }

    /// - Parameters:
    ///   - signal: fires when there may be something to send.
    ///   - most: how many are under way at once.
    ///   - due: what is due now, at most so many, and how long it takes until the next one is; nil where there is none.
    ///   - send: sends one, and returns whether what came of it was kept.
    init(
        signal: EventSignal, most: Int, due: @escaping @Sendable (_ limit: Int) async throws -> Found,
        send: @escaping @Sendable (Errand, HTTPClient) async -> Bool
    ) {
        self.signal = signal
        self.most = most
        self.due = due
        self.send = send
    }

    /// Sends until the harness stops, which cuts off what is under way.
    func run(_ configuration: HTTPClient.Configuration) async throws {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        await cancelWhenGracefulShutdown { [self] in
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    let round = signal.round
                    // Twice as many as can be sent, because as many may be under way, and are still due. A data file
                    // that cannot be read now may be readable later.
                    let (errands, next) = (try? await due(2 * most)) ?? ([], Self.pause)
                    for (number, errand) in errands where start(number) {
                        group.addTask { [self] in await run(number, errand, with: client) }
                    }
                    await rest(for: next, after: round)
                }
            }
        }
        try await client.shutdown()
    }

    /// Whether an errand can be run now: it is not under way, nor are too many others.
    private func start(_ number: Int64) -> Bool {
        underWay.withLock { $0.count < most && $0.insert(number).inserted }
    }

    private func run(_ number: Int64, _ errand: Errand, with client: HTTPClient) async {
        let isNoted = await send(errand, client)
        underWay.withLock { _ = $0.remove(number) }
        // What could not be noted is still due: it must wait, or it would be sent again and again.
        if isNoted { signal.fire() }
    }

    /// Returns when a time is over, or something has happened since a round.
    private func rest(for time: Duration?, after round: Int) async {
        guard let time else { return await signal.wait(after: round) }
        _ = await signal.wait(after: round, atMost: time > .zero ? time : Self.pause)
    }
}
