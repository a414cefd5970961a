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
/// further use: launch another one. Driven by the Chrome DevTools Protocol over a pipe, so that no port is open, and the
/// browser ends when its controller does.
public final class Browser: Sendable {
    /// The binary that runs.
    public let executable: String
    /// The product and version, such as `HeadlessChrome/156.0.7254.0`.
    public let product: String
    /// The user agent that pages see by default: the browser's own without "Headless".
    public let userAgent: String
    /// The id of the browser's process, which leads a process group of its own.
    public var processID: Int32 { process.pid }

    private let process: BrowserProcess
    private let connection: CDPConnection
    private let reader: Task<Void, Never>
    private let slots: PageSlots

    /// Starts a browser and waits until it answers.
    ///
    /// - Throws: `missing`, `launchFailed` or `timedOut`; nothing is then left running or on disk.
    public static func launch(_ options: BrowserOptions = BrowserOptions()) async throws(BrowserError) -> Browser {
        let executable =
            if let chosen = options.executable { chosen } else { try BrowserLocator().locate() }
        let process = try BrowserProcess(executable: executable, options: options)
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
        let connection = CDPConnection(transport: transport)
        let reader = Task {
            await connection.run {
                let exit = await process.waitForExit(within: .seconds(1))
                return .crashed(detail: exit?.description ?? "it closed its connection")
            }
        }
        do {
            let version = try await connection.call(
                "Browser.getVersion", timeout: options.launchTimeout, step: "the start of \(executable)")
            return Browser(executable, version, process, connection, reader, PageSlots(options.maximumPages))
        } catch {
            await connection.close()
            await process.stop(grace: .zero)
            await reader.value
            guard case .crashed(let detail) = error else { throw error }
            throw .launchFailed(executable: executable, detail: explain(detail, errors.lastLines(4)))
        }
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
        _ executable: String, _ version: JSONValue, _ process: BrowserProcess, _ connection: CDPConnection,
        _ reader: Task<Void, Never>, _ slots: PageSlots
    ) {
        self.executable = executable
        product = version["product"].string ?? ""
        userAgent = (version["userAgent"].string ?? "").replacing("HeadlessChrome", with: "Chrome")
        self.process = process
        self.connection = connection
        self.reader = reader
        self.slots = slots
    }

    /// Whoever forgets `close` leaves no browser behind: its end ends the reader, which lets go of the rest.
    deinit { process.kill() }

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
                in: context, over: connection, options: options, defaultUserAgent: userAgent)
            do { result = .success(try await body(page)) } catch { result = .failure(error) }
            await page.close()
        } catch {
            result = .failure(error)
        }
        await dispose(context)
        return try result.get()
    }

    /// Ends the browser and deletes its profile.
    ///
    /// Pages that are still open fail with `closed`. May be called twice.
    public func close() async {
        // Not part of the caller's task: cancelling that must not leave a browser behind.
        await Task { [connection, process, reader] in
            await connection.close()
            await process.stop(grace: .seconds(2))
            await reader.value
        }.value
    }

    private func openContext() async throws(BrowserError) -> String {
        let reply = try await connection.call(
            "Target.createBrowserContext", ["disposeOnDetach": true], timeout: .seconds(10))
        guard let context = reply["browserContextId"].string else {
            throw .protocolError(method: "Target.createBrowserContext", message: "no context in the answer")
        }
        return context
    }

    /// Disposes of a profile with all its pages; a browser that does not manage to do that is of no use any more.
    private func dispose(_ context: String) async {
        await Task { [connection, process] in
            do {
                _ = try await connection.call(
                    "Target.disposeBrowserContext", ["browserContextId": .string(context)], timeout: .seconds(3))
            } catch BrowserError.timedOut {
                process.kill()
            } catch {
                // Gone already, or the whole browser is: nothing is left to dispose of.
            }
        }.value
    }

    private static func explain(_ exit: String, _ lines: [String]) -> String {
        let said = lines.isEmpty ? "" : "; it said: \(lines.joined(separator: " / "))"
        let isSandbox = lines.contains { $0.lowercased().contains("sandbox") }
        return exit + said + (isSandbox ? "; where no sandbox can be had, --no-sandbox does without" : "")
    }
}
