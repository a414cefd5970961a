/// Warm browsers for a whole run: one from each source, with pages spread over them.
///
/// ```swift
/// let pool = BrowserPool([.launch(BrowserOptions())])
/// let title = try await pool.withPage { browser, page in
///     try await page.navigate(to: "https://example.com/")
///     return try await page.evaluate("document.title")
/// }
/// await pool.close()
/// ```
///
/// A browser starts with the first page. When it has crashed or hangs, the pages that are open in it fail, it is ended, and
/// the next page gets a new one: once in a run for each source; after that its pages fail with
/// ``BrowserError/endedAgain(detail:)``. A browser that has had many pages is renewed.
public actor BrowserPool {
    private let sources: [WarmSource]
    /// Pages open or waiting, by source.
    private var load: [Int]

    /// A pool that has started nothing yet.
    ///
    /// - Parameters:
    ///   - sources: at least one.
    ///   - pagesPerBrowser: after so many pages a browser that was started here is renewed.
    public init(_ sources: [BrowserSource], pagesPerBrowser: Int = 200) {
        self.init(sources, pagesPerBrowser: pagesPerBrowser, registry: .shared)
    }

    init(_ sources: [BrowserSource], pagesPerBrowser: Int, registry: RunningBrowsers) {
        precondition(!sources.isEmpty, "a pool needs a source of browsers")
        self.sources = sources.map { WarmSource($0, pagesPerBrowser: pagesPerBrowser, registry: registry) }
        load = sources.map { _ in 0 }
    }

    /// Starts the first browser, so that one that cannot be had is known before anything else is done.
    public func start() async throws(BrowserError) {
        try await sources[0].start()
    }

    /// Lends a page, in a new, empty profile of the browser that has the fewest, and disposes of it, whatever happens.
    ///
    /// - Throws: what `body` throws, or a ``BrowserError`` when no page can be had.
    @discardableResult
    public func withPage<Result: Sendable>(
        _ options: PageOptions = PageOptions(),
        _ body: @Sendable (_ browser: Browser, _ page: PageSession) async throws -> Result
    ) async throws -> Result {
        let index = await choose()
        defer { load[index] -= 1 }
        return try await sources[index].withPage(options, body)
    }

    /// Ends all browsers, and lets go of remote ones; pages that are still open fail with `closed`.
    ///
    /// May be called twice.
    public func close() async {
        for source in sources { await source.close() }
    }

    /// The least busy source that can still have pages; of all that cannot, the first says why.
    private func choose() async -> Int {
        var usable: [Int] = []
        for index in sources.indices where await sources[index].isUsable { usable.append(index) }
        let chosen = usable.min { load[$0] < load[$1] } ?? 0
        load[chosen] += 1
        return chosen
    }
}
