import Browser
import Testing

extension Tag {
    /// Needs a Chromium on this machine.
    @Tag static var browser: Self
}

/// One browser for all tests of a suite; each test opens pages of its own in it.
struct WarmBrowser: SuiteTrait, TestScoping {
    @TaskLocal static var current: Browser?

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Browser.withBrowser { browser in
            try await Self.$current.withValue(browser) { try await function() }
        }
    }
}

extension Trait where Self == WarmBrowser {
    static var warmBrowser: Self { WarmBrowser() }
}

/// A site that answers from a table, so that no test needs the network; what is not in it gets 404.
func site(_ pages: [String: InterceptedResponse]) -> PageOptions {
    var options = PageOptions()
    options.interceptor = { request in pages[request.url] ?? .text("not found", status: 404) }
    return options
}

/// Lends a page of the suite's browser.
@discardableResult
func withPage<Result: Sendable>(
    _ options: PageOptions = PageOptions(), _ body: @Sendable (PageSession) async throws -> Result
) async throws -> Result {
    try await #require(WarmBrowser.current).withPage(options, body)
}
