import JSON

/// A page in a clean profile, lent by ``Browser/withPage(_:_:)``.
///
/// Every step ends within the look's time limit (``PageOptions/timeout``), with a ``BrowserError`` if it must. Dialogs
/// are answered, downloads refused; frames on other sites and workers are attached to, so that their requests are
/// intercepted too.
public actor PageSession {
    /// What was seen of the page so far.
    public internal(set) var record: PageRecord

    let connection: CDPConnection
    let session: SessionID
    /// The browser context, which is the profile.
    let context: String
    private let options: PageOptions
    private let userAgent: String
    private let deadline: ContinuousClock.Instant
    private var waiters: [Int: Waiter] = [:]
    private var lastWaiter = 0
    private var requestedMarks = 0
    private var listening: Task<Void, Never>?
    private var isClosed = false

    private struct Waiter {
        let isSatisfied: @Sendable (PageRecord) -> Bool
        let reply: CheckedContinuation<BrowserError?, Never>
        let timer: Task<Void, Never>
    }

    private init(
        connection: CDPConnection, session: SessionID, target: String, context: String, options: PageOptions,
        userAgent: String
    ) {
        self.connection = connection
        self.session = session
        self.context = context
        self.options = options
        self.userAgent = userAgent
        deadline = .now + options.timeout
        record = PageRecord(mainFrame: target)
    }

    /// Opens a blank page in a context and prepares it.
    static func open(
        in context: String, over connection: CDPConnection, options: PageOptions, defaultUserAgent: String
    ) async throws(BrowserError) -> PageSession {
        let limit = min(options.timeout, .seconds(10))
        await connection.watchPages(of: context)
        let created = try await connection.call(
            "Target.createTarget", ["url": "about:blank", "browserContextId": .string(context)], timeout: limit,
            step: "opening a page")
        // A page's main frame has the id of its target.
        let target = created["targetId"].string ?? ""
        let session = try await session(ofPage: target, over: connection, limit: limit)
        let page = PageSession(
            connection: connection, session: session, target: target, context: context, options: options,
            userAgent: options.userAgent ?? defaultUserAgent)
        await page.listen(to: await connection.events(of: session))
        do {
            try await page.prepare()
        } catch {
            await page.close()
            throw error
        }
        return page
    }

    /// The session in which the browser has attached us to a page, else one of our own.
    private static func session(
        ofPage target: String, over connection: CDPConnection, limit: Duration
    ) async throws(BrowserError) -> SessionID {
        if let session = await connection.takeSession(ofPage: target) { return session }
        let attached = try await connection.call(
            "Target.attachToTarget", ["targetId": .string(target), "flatten": true], timeout: limit,
            step: "opening a page")
        return attached["sessionId"].string ?? ""
    }

    /// Stops listening; what still waits fails with `closed`.
    ///
    /// The profile is the browser's to dispose of.
    func close() async {
        isClosed = true
        listening?.cancel()
        await connection.leave(session, with: .closed)
        await connection.forget(context: context)
        await listening?.value
        for id in waiters.keys { resolve(id, .closed) }
    }

    // MARK: Calls and waiting

    /// Calls a DevTools method of the page, within what is left of the look's time.
    func call(
        _ method: String, _ params: JSONValue = [:], limit: Duration? = nil, step: String? = nil
    ) async throws(BrowserError) -> JSONValue {
        try await connection.call(
            method, params, session: session, timeout: try remaining(limit, for: step ?? method), step: step)
    }

    /// Waits until the record satisfies a condition: at once if it does already, else after the event that makes it so.
    ///
    /// - Parameters:
    ///   - step: what the wait is called in a time-out, such as "the load of https://example.com/".
    ///   - limit: at most this long; nil is what is left of the look's time.
    /// - Throws: `timedOut`, `pageCrashed`, `crashed`, `cancelled` or `closed`.
    public func wait(
        for step: String, limit: Duration? = nil, until condition: @escaping @Sendable (PageRecord) -> Bool
    ) async throws(BrowserError) {
        if condition(record) { return }
        if isClosed { throw .closed }
        if record.hasCrashed { throw .pageCrashed }
        if Task.isCancelled { throw .cancelled }
        let timeout = try remaining(limit, for: step)
        lastWaiter += 1
        let id = lastWaiter
        let failure = await withTaskCancellationHandler {
            await withCheckedContinuation { reply in
                let timer = Task { [weak self] in
                    guard (try? await Task.sleep(for: timeout)) != nil else { return }
                    await self?.resolve(id, .timedOut(step: step, after: timeout))
                }
                waiters[id] = Waiter(isSatisfied: condition, reply: reply, timer: timer)
            }
        } onCancel: {
            Task { await self.resolve(id, .cancelled) }
        }
        if let failure { throw failure }
    }

    /// Waits until everything that has arrived from the browser is on record.
    func takeNoteOfEvents() async throws(BrowserError) {
        requestedMarks += 1
        let mark = requestedMarks
        await connection.mark(session)
        try await wait(for: "the page's events", limit: .seconds(5)) { $0.marks >= mark }
    }

    /// What is left of the look's time, at most `limit`.
    func remaining(_ limit: Duration?, for step: String) throws(BrowserError) -> Duration {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { throw .timedOut(step: step, after: options.timeout) }
        return limit.map { min($0, left) } ?? left
    }

    private func resolve(_ id: Int, _ failure: BrowserError?) {
        guard let waiter = waiters.removeValue(forKey: id) else { return }
        waiter.timer.cancel()
        waiter.reply.resume(returning: failure)
    }

    // MARK: Events

    private func listen(to events: AsyncStream<CDPEvent>) {
        listening = Task { [weak self] in
            await withDiscardingTaskGroup { group in
                for await event in events {
                    guard let self else { break }
                    if let request = await self.handle(event) {
                        // Apart, so that a slow answer does not hold up the page's other events.
                        group.addTask { await self.answer(request, in: event) }
                    }
                }
                group.cancelAll()
            }
            await self?.connectionEnded()
        }
    }

    /// Takes note of an event and does what must be done at once; returns the request that waits for an answer, if any.
    private func handle(_ event: CDPEvent) async -> InterceptedRequest? {
        var paused: InterceptedRequest?
        switch event.method {
        case "Fetch.requestPaused":
            let request = InterceptedRequest(event: event.params)
            record.add(request)
            paused = request
        case "Page.javascriptDialogOpening":
            let type = event.params["type"].string
            await connection.post(
                "Page.handleJavaScriptDialog", ["accept": .bool(type == "alert" || type == "beforeunload")],
                session: event.session)
        case "Target.attachedToTarget":
            if let child = event.params["sessionId"].string { await adopt(child) }
        case "Inspector.targetCrashed":
            await connection.fail(session, with: .pageCrashed)
        default: break
        }
        // Frames of other sites speak of their own documents; their consoles are the page's.
        if event.session == session || event.method.hasPrefix("Runtime.") || event.method.hasPrefix("Log.") {
            record.apply(event.method, event.params)
        }
        record.observe(event, isMainSession: event.session == session)
        for (id, waiter) in waiters {
            if waiter.isSatisfied(record) {
                resolve(id, nil)
            } else if record.hasCrashed {
                resolve(id, .pageCrashed)
            }
        }
        return paused
    }

    private func answer(_ request: InterceptedRequest, in event: CDPEvent) async {
        let response = await options.interceptor?(request) ?? .proceed
        if case .fulfill = response {
            record.network.answeredLocally(request.url, method: request.method, body: request.body)
        }
        let (method, params) = response.call(for: event.params["requestId"], request)
        await connection.post(method, params, session: event.session)
    }

    /// The stream ended without `close`: the browser is gone.
    ///
    /// A call tells how.
    private func connectionEnded() async {
        guard !isClosed else { return }
        var error = BrowserError.crashed(detail: "it closed its connection")
        do { _ = try await connection.call("Browser.getVersion", timeout: .seconds(1)) } catch let reason {
            error = reason
        }
        for id in waiters.keys { resolve(id, error) }
    }

    // MARK: Preparation

    private func prepare() async throws(BrowserError) {
        for (method, params) in preparations { await connection.post(method, params, session: session) }
        await connection.post(
            "Browser.setDownloadBehavior", ["behavior": "deny", "browserContextId": .string(context)])
        if options.interceptor != nil {
            await connection.post("Fetch.enable", interception, session: session)
        }
        // A session's calls are answered in order: once this one is, the page is ready.
        _ = try await call(
            "Emulation.setUserAgentOverride", ["userAgent": .string(userAgent)], limit: .seconds(10),
            step: "opening a page")
        await connection.post("Runtime.runIfWaitingForDebugger", session: session)
    }

    private var interception: JSONValue {
        ["patterns": .array(options.interceptedURLs.map { ["urlPattern": .string($0)] })]
    }

    private var networkCalls: [(method: String, params: JSONValue)] {
        guard options.observesNetwork else { return [] }
        var calls: [(String, JSONValue)] = [("Network.enable", ["maxPostDataSize": 4_096]), ("Audits.enable", [:])]
        // A headless browser's own mouse move, a moment after the start, would pass for a visitor's.
        calls.append(("Input.setIgnoreInputEvents", ["ignore": true]))
        if options.bypassesCaches {
            calls.append(("Network.setCacheDisabled", ["cacheDisabled": true]))
            calls.append(("Network.setBypassServiceWorker", ["bypass": true]))
        }
        return calls
    }

    private var preparations: [(method: String, params: JSONValue)] {
        var calls: [(String, JSONValue)] = [
            ("Page.enable", [:]), ("Page.setLifecycleEventsEnabled", ["enabled": true]), ("Runtime.enable", [:]),
            ("Log.enable", [:]), ("Target.setAutoAttach", Self.autoAttach),
        ]
        calls += networkCalls
        if !options.cookies.isEmpty {
            let cookies = options.cookies.map { cookie -> JSONValue in
                ["name": .string(cookie.name), "value": .string(cookie.value), "url": .string(cookie.url)]
            }
            calls.append(("Network.setCookies", ["cookies": .array(cookies)]))
        }
        if options.ignoresCertificateErrors {
            calls.append(("Security.setIgnoreCertificateErrors", ["ignore": true]))
        }
        return calls
    }

    private static let autoAttach: JSONValue = ["autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true]

    /// Prepares a frame or worker of the page, which waits for that, and lets it go on.
    private func adopt(_ child: SessionID) async {
        await connection.route(child, like: session)
        var calls: [(String, JSONValue)] = [
            ("Runtime.enable", [:]), ("Log.enable", [:]), ("Target.setAutoAttach", Self.autoAttach),
            ("Emulation.setUserAgentOverride", ["userAgent": .string(userAgent)]),
        ]
        if options.observesNetwork { calls.append(("Network.enable", ["maxPostDataSize": 4_096])) }
        if options.interceptor != nil { calls.append(("Fetch.enable", interception)) }
        calls.append(("Runtime.runIfWaitingForDebugger", [:]))
        for (method, params) in calls { await connection.post(method, params, session: child) }
    }
}
