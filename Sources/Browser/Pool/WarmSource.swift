/// One source of a pool with its warm browser: starts it for the first page, replaces it once, renews it when it is old.
actor WarmSource {
    /// A browser, and the pages it has.
    private final class Seat {
        let browser: Browser
        var open = 0
        var opened = 0

        init(_ browser: Browser) { self.browser = browser }
    }

    private let source: BrowserSource
    private let pagesPerBrowser: Int
    private let registry: RunningBrowsers
    private let slots: PageSlots
    /// Where new pages go.
    private var current: Seat?
    /// All whose end is not done.
    private var seats: [Seat] = []
    private var starting: Task<Result<Browser, BrowserError>, Never>?
    private var losses: [BrowserError] = []
    private var isClosed = false

    init(_ source: BrowserSource, pagesPerBrowser: Int, registry: RunningBrowsers) {
        self.source = source
        self.pagesPerBrowser = max(1, pagesPerBrowser)
        self.registry = registry
        slots = PageSlots(source.options.maximumPages)
    }

    /// What later pages get: the browser was lost more often than it is replaced.
    private var defeat: BrowserError? {
        guard losses.count > 1, let last = losses.last else { return nil }
        if case .crashed(let detail) = last { return .endedAgain(detail: detail) }
        return last
    }

    /// Whether a page has a chance here.
    var isUsable: Bool { !isClosed && defeat == nil }

    func withPage<Result: Sendable>(
        _ options: PageOptions, _ body: @Sendable (Browser, PageSession) async throws -> Result
    ) async throws -> Result {
        // Waits here, not in the browser: a browser that ends then takes the pages open in it along, and no others.
        try await slots.enter()
        let result: Swift.Result<Result, any Error>
        do {
            let seat = try await seat()
            seat.open += 1
            seat.opened += 1
            let browser = seat.browser
            do {
                result = .success(try await browser.withPage(options) { page in try await body(browser, page) })
            } catch {
                result = .failure(error)
            }
            seat.open -= 1
            await tidy(seat)
        } catch {
            result = .failure(error)
        }
        await slots.leave()
        return try result.get()
    }

    /// Starts the browser, unless it runs.
    func start() async throws(BrowserError) {
        _ = try await seat()
    }

    /// Ends all browsers; pages that are still open fail with `closed`.
    func close() async {
        isClosed = true
        current = nil
        if let starting, case .success(let browser) = await starting.value { await browser.close() }
        for seat in seats { await seat.browser.close() }
        seats = []
    }

    /// The browser for a new page.
    private func seat() async throws(BrowserError) -> Seat {
        while true {
            if isClosed { throw .closed }
            if Task.isCancelled { throw .cancelled }
            if let current {
                if !current.browser.hasEnded { return current }
                await tidy(current)
            } else if let defeat {
                throw defeat
            } else {
                try await launch()
            }
        }
    }

    /// Starts a browser, or waits for the one that is being started.
    private func launch() async throws(BrowserError) {
        if let starting {
            // Who started it sees to what became of it.
            if case .failure(let error) = await starting.value { throw error }
            return await Task.yield()
        }
        // Not part of the page's task: others wait for it too.
        let task = Task { [source, registry] () -> Result<Browser, BrowserError> in
            do throws(BrowserError) {
                return .success(try await source.open(among: registry))
            } catch {
                return .failure(error)
            }
        }
        starting = task
        let result = await task.value
        starting = nil
        switch result {
        case .success(let browser):
            let seat = Seat(browser)
            seats.append(seat)
            if !isClosed { current = seat }
        case .failure(let error):
            losses.append(error)
            throw error
        }
    }

    /// After a page, or when a browser was found ended: ends what is of no use any more.
    private func tidy(_ seat: Seat) async {
        if seat.browser.hasEnded {
            let reason = await seat.browser.reasonOfEnd
            // Several pages may find out at the same time; it is one loss.
            if current === seat {
                current = nil
                if !isClosed { losses.append(reason) }
            }
        } else if seat.opened >= pagesPerBrowser, source.allowsRenewal, current === seat {
            current = nil
        }
        guard current !== seat, seat.open == 0 || seat.browser.hasEnded else { return }
        seats.removeAll { $0 === seat }
        await seat.browser.close()
    }
}
