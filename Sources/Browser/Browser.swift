public import Evidence
import JSON
import NIOCore
import NIOPosix

/// A running Chromium that opens pages, each in a clean profile of its own.
///
/// ```swift
/// let browser = try await Browser.launch()
/// let title = try await browser.withPage { page in
///     try await page.navigate(to: "https://example.com/")
///     return try await page.evaluate("document.title")
/// }
/// await browser.close()
/// ```
///
/// One browser serves any number of pages, also at the same time. After ``BrowserError/crashed(detail:)`` it is of no
/// further use: launch another one, or let a ``BrowserPool`` do that. Driven by the Chrome DevTools Protocol over a pipe,
/// so that no port is open, and the browser ends when its controller does; or over a WebSocket, where it is a remote one.
public final class Browser: Sendable {
    /// Product and version, the user agent that pages see by default (the browser's own without "Headless"), and where it
    /// runs.
    public let identity: Capture.Identity
    /// The id of the browser's process, which leads a process group of its own; nil for a remote browser.
    public var processID: Int32? { host.processID }
    /// Whether the browser has ended, or was ended; it opens no more pages.
    public var hasEnded: Bool { connection.hasEnded }

    /// Why it has ended; only for one that has.
    var reasonOfEnd: BrowserError { get async { await connection.reasonOfEnd } }

    private let host: any BrowserHost
    private let connection: CDPConnection
    private let reader: Task<Void, Never>
    private let slots: PageSlots
    private let options: BrowserOptions

    /// Starts a browser and waits until it answers.
    ///
    /// - Throws: `missing`, `launchFailed` or `timedOut`; nothing is then left running or on disk.
    public static func launch(_ options: BrowserOptions = BrowserOptions()) async throws(BrowserError) -> Browser {
        try await launch(options, among: .shared)
    }

    static func launch(
        _ options: BrowserOptions, among registry: RunningBrowsers
    ) async throws(BrowserError) -> Browser {
        let executable =
            if let chosen = options.executable { chosen } else { try BrowserLocator().locate() }
        let process = try BrowserProcess.start(executable, options, among: registry)
        let group = MultiThreadedEventLoopGroup.singleton
        let transport: PipeTransport
        let errors: StandardErrorTail
        do {
            transport = try await .open(input: process.pipes.output, output: process.pipes.input, on: group)
            errors = try await .read(from: process.pipes.error, on: group)
        } catch {
            await process.stop(grace: .zero)
            throw .launchFailed(executable: executable, detail: "its pipes cannot be used: \(error)")
        }
        do {
            return try await attach(transport, of: process, options, step: "the start of \(executable)")
        } catch {
            guard case .crashed(let detail) = error else { throw error }
            throw .launchFailed(executable: executable, detail: explain(detail, errors.lastLines(4)))
        }
    }

    /// Makes a browser of a connection, once it answers; ends both if it does not.
    static func attach(
        _ transport: any CDPTransport, of host: any BrowserHost, _ options: BrowserOptions, step: String
    ) async throws(BrowserError) -> Browser {
        let connection = CDPConnection(transport: transport)
        let reader = Task { await connection.run { .crashed(detail: await host.reasonOfEnd()) } }
        do {
            let version = try await connection.call("Browser.getVersion", timeout: options.launchTimeout, step: step)
            return Browser(version, host, connection, reader, options)
        } catch {
            await connection.close()
            await host.stop(grace: .zero)
            await reader.value
            throw error
        }
    }

    /// Ends every browser that this process has started, with its folder, and every session it holds of a WebDriver
    /// server; none can be started any more.
    ///
    /// For the end of the program on a signal. Waits (a few milliseconds; two seconds at most for a WebDriver server that
    /// does not answer), so not for use in a task.
    public static func endEveryBrowser() {
        RunningBrowsers.shared.endAll()
    }

    /// Starts a browser, lends it to `body`, and closes it, whatever happens.
    @discardableResult
    public static func withBrowser<Result: Sendable>(
        _ options: BrowserOptions = BrowserOptions(), _ body: @Sendable (Browser) async throws -> Result
    ) async throws -> Result {
        let browser = try await launch(options)
        do {
            let result = try await body(browser)
            await browser.close()
            return result
        } catch {
            await browser.close()
            throw error
        }
    }

    private init(
        _ version: JSONValue, _ host: any BrowserHost, _ connection: CDPConnection, _ reader: Task<Void, Never>,
        _ options: BrowserOptions
    ) {
        identity = Capture.Identity(
            product: version["product"].string ?? "",
            userAgent: (version["userAgent"].string ?? "").replacing("HeadlessChrome", with: "Chrome"),
            location: host.location)
        self.host = host
        self.connection = connection
        self.reader = reader
        self.options = options
        slots = PageSlots(options.maximumPages)
    }

    /// Whoever forgets `close` leaves no browser behind: its end ends the reader, which lets go of the rest.
    deinit { host.kill() }

    /// Opens a page in a new, empty profile, lends it to `body`, and disposes of both, whatever happens.
    ///
    /// Waits for its turn first when ``BrowserOptions/maximumPages`` are open; that time does not count.
    ///
    /// - Throws: what `body` throws, or a ``BrowserError`` when the page cannot be opened.
    @discardableResult
    public func withPage<Result: Sendable>(
        _ options: PageOptions = PageOptions(), _ body: @Sendable (PageSession) async throws -> Result
    ) async throws -> Result {
        try await slots.enter()
        let result: Swift.Result<Result, any Error>
        do {
            result = .success(try await look(options, body))
        } catch {
            result = .failure(error)
        }
        await slots.leave()
        return try result.get()
    }

    private func look<Result: Sendable>(
        _ options: PageOptions, _ body: @Sendable (PageSession) async throws -> Result
    ) async throws -> Result {
        let context = try await openContext()
        let result: Swift.Result<Result, any Error>
        do {
            let page = try await PageSession.open(
                in: context, over: connection, options: options, defaultUserAgent: identity.userAgent)
            do { result = .success(try await body(page)) } catch { result = .failure(error) }
            await page.close()
        } catch {
            result = .failure(error)
        }
        if self.options.disposesBehind {
            Task { await dispose(context) }
        } else {
            await dispose(context)
        }
        return try result.get()
    }

    /// Ends the browser and deletes its profile; of a remote browser, ends only what it holds for us.
    ///
    /// Pages that are still open fail with `closed`. May be called twice.
    public func close() async {
        // Not part of the caller's task: cancelling that must not leave a browser behind.
        await Task { [connection, host, reader] in
            await connection.close()
            // The profile is thrown away: there is nothing that an orderly end would save.
            if host.processID != nil { host.kill() }
            await host.stop(grace: .seconds(2))
            await reader.value
        }.value
    }

    private func openContext() async throws(BrowserError) -> String {
        if Task.isCancelled { throw .cancelled }
        // Not part of the caller's task: cancelled in between, the browser would keep a profile that nobody knows of.
        let reply = await Task { [connection, options] () -> Result<JSONValue, BrowserError> in
            do throws(BrowserError) {
                return .success(
                    try await connection.call(
                        "Target.createBrowserContext", ["disposeOnDetach": true], timeout: options.contextLimit,
                        step: "making a new profile"))
            } catch {
                return .failure(error)
            }
        }.value
        if case .failure(.timedOut) = reply { await giveUp() }
        guard let context = try reply.get()["browserContextId"].string else {
            throw .protocolError(method: "Target.createBrowserContext", message: "no context in the answer")
        }
        return context
    }

    /// How many profiles there are but the browser's own.
    func profileCount() async throws(BrowserError) -> Int {
        let reply = try await connection.call("Target.getBrowserContexts", timeout: .seconds(5))
        return reply["browserContextIds"].array?.count ?? 0
    }

    /// Disposes of a profile with all its pages; a browser that does not manage to do that is of no use any more.
    private func dispose(_ context: String) async {
        await Task { [connection, options] in
            do {
                _ = try await connection.call(
                    "Target.disposeBrowserContext", ["browserContextId": .string(context)],
                    timeout: options.disposalLimit)
            } catch BrowserError.timedOut {
                await giveUp()
            } catch {
                // Gone already, or the whole browser is: nothing is left to dispose of.
            }
        }.value
    }

    /// Ends a browser that hangs; whoever still waits for it learns that at once.
    private func giveUp() async {
        await connection.close(with: .crashed(detail: "it no longer answered, and was ended"))
        host.kill()
    }

    private static func explain(_ exit: String, _ lines: [String]) -> String {
        let said = lines.isEmpty ? "" : "; it said: \(lines.joined(separator: " / "))"
        let isSandbox = lines.contains { $0.lowercased().contains("sandbox") }
        return exit + said + (isSandbox ? "; where no sandbox can be had, --no-sandbox does without" : "")
    }
}
