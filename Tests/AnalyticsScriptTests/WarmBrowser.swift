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

/// Our analytics script in a real Chromium, a suite for each section of its behaviour contract.
///
/// Every request is answered by the tests: no server, no network.
@Suite("The analytics script in Chromium", .tags(.browser), .warmBrowser)
enum AnalyticsScript {}
