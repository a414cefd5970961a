import JSON
import NIOCore
import Synchronization

/// The id of an attached target's session in a flat DevTools connection.
typealias SessionID = String

/// Something the browser tells without being asked.
struct CDPEvent: Sendable {
    let method: String
    let params: JSONValue
    /// The session of the target it comes from; nil for the browser itself.
    let session: SessionID?

    /// No event of the browser's: a mark by which a page knows that it has taken note of all before.
    static let mark = "dubcheck.mark"
}

/// A DevTools connection: pairs answers with calls and hands events to those who listen.
///
/// Every call ends: with its answer, at its time limit, by cancellation, or when the connection or the session ends.
actor CDPConnection {
    private struct Pending {
        let method: String
        let session: SessionID?
        let timer: Task<Void, Never>
        let reply: CheckedContinuation<Result<JSONValue, BrowserError>, Never>
    }

    private let transport: any CDPTransport
    private var pending: [Int: Pending] = [:]
    private var listeners: [SessionID: AsyncStream<CDPEvent>.Continuation] = [:]
    private var lastID = 0
    private var end: BrowserError?
    private var pages = PageTargets()
    private nonisolated let over = Atomic(false)

    init(transport: any CDPTransport) {
        self.transport = transport
    }

    /// Whether no call can succeed any more; known a moment before the reason is.
    nonisolated var hasEnded: Bool { over.load(ordering: .acquiring) }

    /// What ended the connection; waits for it to be known, and only makes sense once it has ended.
    var reasonOfEnd: BrowserError {
        get async {
            while end == nil, hasEnded { try? await Task.sleep(for: .milliseconds(5)) }
            return end ?? .closed
        }
    }

    /// Reads until the other side ends; then everything that waits fails with what `reason` says.
    nonisolated func run(reason: @Sendable () async -> BrowserError) async {
        await transport.receive { message in
            // Not JSON cannot happen, and if it did, there is no call it could be paired with.
            guard let value = try? JSONValue(json: message.readableBytesView) else { return }
            await self.deliver(value)
        }
        over.store(true, ordering: .releasing)
        await finish(with: await reason())
    }

    /// Calls a method and waits for its answer.
    ///
    /// - Parameters:
    ///   - session: the target's; nil calls the browser itself.
    ///   - step: what a time-out is called; the method's name when nil.
    func call(
        _ method: String, _ params: JSONValue = [:], session: SessionID? = nil, timeout: Duration, step: String? = nil
    ) async throws(BrowserError) -> JSONValue {
        if let end { throw end }
        if Task.isCancelled { throw .cancelled }
        let id = nextID()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { reply in
                let timer = Task { [weak self] in
                    guard (try? await Task.sleep(for: timeout)) != nil else { return }
                    await self?.resolve(id, .failure(.timedOut(step: step ?? method, after: timeout)))
                }
                pending[id] = Pending(method: method, session: session, timer: timer, reply: reply)
                write(id, method, params, session)
            }
        } onCancel: {
            Task { await self.resolve(id, .failure(.cancelled)) }
        }
        return try result.get()
    }

    /// Calls a method whose answer does not matter, in order with the other calls.
    func post(_ method: String, _ params: JSONValue = [:], session: SessionID? = nil) {
        guard end == nil else { return }
        write(nextID(), method, params, session)
    }

    /// The events of a session from now on; they end when the session or the connection does.
    func events(of session: SessionID) -> AsyncStream<CDPEvent> {
        // Without a limit: a lost event could be a request that then hangs. The listener bounds what it keeps.
        let (stream, continuation) = AsyncStream.makeStream(of: CDPEvent.self)
        if end == nil { listeners[session] = continuation } else { continuation.finish() }
        return stream
    }

    /// Puts a mark into the events of a session, behind everything that has arrived for it.
    func mark(_ session: SessionID) {
        listeners[session]?.yield(CDPEvent(method: CDPEvent.mark, params: nil, session: session))
    }

    /// Lets the listener of one session hear another one too, such as that of a frame or worker of its page.
    func route(_ child: SessionID, like parent: SessionID) {
        listeners[child] = listeners[parent]
    }

    /// Stops listening and fails the session's calls.
    func leave(_ session: SessionID, with error: BrowserError) {
        listeners.removeValue(forKey: session)
        fail(session, with: error)
    }

    /// Fails the calls of a session that can no longer answer.
    func fail(_ session: SessionID, with error: BrowserError) {
        for (id, call) in pending where call.session == session { resolve(id, .failure(error)) }
    }

    /// Ends the connection; what still waits, and whoever calls later, gets `error`.
    func close(with error: BrowserError = .closed) async {
        finish(with: error)
        await transport.close()
    }

    /// Makes the browser attach us to the pages of a context before they do anything.
    func watchPages(of context: String) {
        send(pages.watch(context: context))
    }

    /// The session of a page that was just created in a watched context.
    func takeSession(ofPage target: String) -> SessionID? {
        pages.take(target)
    }

    /// A watched context is gone.
    func forget(context: String) {
        pages.forget(context: context)
    }

    private func send(_ calls: PageTargets.Calls) {
        for call in calls { post(call.method, call.params, session: call.session) }
    }

    private func nextID() -> Int {
        lastID += 1
        return lastID
    }

    private func write(_ id: Int, _ method: String, _ params: JSONValue, _ session: SessionID?) {
        var message: JSONObject = ["id": .number(Double(id)), "method": .string(method), "params": params]
        if let session { message["sessionId"] = .string(session) }
        transport.send(ByteBuffer(bytes: JSONValue.object(message).compactBytes))
    }

    private func deliver(_ message: JSONValue) {
        if message["method"].string == "Target.detachedFromTarget", let gone = message["params"]["sessionId"].string {
            leave(gone, with: .closed)
        }
        if let id = message["id"].int {
            guard let method = pending[id]?.method else { return }
            if message["error"].isNull {
                resolve(id, .success(message["result"]))
            } else {
                let text = message["error"]["message"].string ?? "no reason given"
                resolve(id, .failure(.protocolError(method: method, message: text)))
            }
        } else if let method = message["method"].string, let session = message["sessionId"].string {
            listeners[session]?.yield(CDPEvent(method: method, params: message["params"], session: session))
        } else if message["method"].string == "Target.attachedToTarget" {
            send(pages.attached(message["params"]))
        }
    }

    private func resolve(_ id: Int, _ result: Result<JSONValue, BrowserError>) {
        guard let call = pending.removeValue(forKey: id) else { return }
        call.timer.cancel()
        call.reply.resume(returning: result)
    }

    private func finish(with error: BrowserError) {
        guard end == nil else { return }
        end = error
        over.store(true, ordering: .releasing)
        for id in pending.keys { resolve(id, .failure(error)) }
        for listener in listeners.values { listener.finish() }
        listeners = [:]
    }
}
