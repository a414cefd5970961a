import Foundation
import Glibc
import JSON
import Testing

@testable import Browser

/// What is left when the program that drives a browser ends, however it does: the tests end a process of their own.
@Suite("The end of the program", .tags(.browser), .serialized)
struct EndOfProgramTests {
    /// Starts a browser and tells its process group and folder on standard output.
    @discardableResult
    static func launchAndTell() async throws -> Browser {
        let browser = try await Browser.launch()
        let group = try #require(browser.processID)
        try await browser.withPage { page in try await page.evaluate("1") }
        print("browser \(group) \(String(try Processes.profile(of: group).dropLast("/profile".count)))")
        fflush(nil)
        return browser
    }

    /// Ends the program; does not say so in its type, as the closures of exit tests go on after it.
    static func leave(_ code: Int32) {
        exit(code)
    }

    private func told(_ result: ExitTest.Result) throws -> (group: Int32, folder: String) {
        let text = String(decoding: result.standardOutputContent, as: UTF8.self)
        let words = try #require(text.firstMatch(of: /browser (\d+) (\S+)/)?.output)
        try #require(words.2.contains("dubcheck-browser-"))
        return (try #require(Int32(words.1)), String(words.2))
    }

    private func expectNothing(of browser: (group: Int32, folder: String)) async throws {
        #expect(try await Processes.eventually { Processes.running(inGroup: browser.group).isEmpty })
        #expect(try await Processes.eventually { !FileManager.default.fileExists(atPath: browser.folder) })
        #expect(try await Processes.eventually { Processes.guards(of: browser.folder).isEmpty })
    }

    @Test("after kill -9 no process and no folder is left")
    func killed() async throws {
        let result = try await #require(
            processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]
        ) {
            let browser = try await Self.launchAndTell()
            raise(SIGKILL)
            await browser.close()
        }
        try await expectNothing(of: told(result))
    }

    @Test("after kill -9 not even a browser that hangs is left")
    func killedWithHangingBrowser() async throws {
        let result = try await #require(
            processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]
        ) {
            let browser = try await Self.launchAndTell()
            kill(try #require(browser.processID), SIGSTOP)
            raise(SIGKILL)
            await browser.close()
        }
        try await expectNothing(of: told(result))
    }

    @Test("an exit without close leaves nothing")
    func exits() async throws {
        let result = try await #require(processExitsWith: .exitCode(3), observing: [\.standardOutputContent]) {
            let browser = try await Self.launchAndTell()
            Self.leave(3)
            await browser.close()
        }
        try await expectNothing(of: told(result))
    }

    @Test("ending every browser ends all at once, and none starts after that")
    func endAll() async throws {
        let running = RunningBrowsers()
        let browsers = [
            try await Browser.launch(BrowserOptions(), among: running),
            try await Browser.launch(BrowserOptions(), among: running),
        ]
        let other = try await Browser.launch()
        let groups = try browsers.map { try #require($0.processID) }
        let folders = try groups.map { String(try Processes.profile(of: $0).dropLast("/profile".count)) }

        running.endAll()

        // At once: when a signal has come, nothing waits.
        for folder in folders { #expect(!FileManager.default.fileExists(atPath: folder)) }
        for group in groups {
            #expect(try await Processes.eventually { Processes.running(inGroup: group).isEmpty })
        }
        await #expect(throws: BrowserError.closed) { try await Browser.launch(BrowserOptions(), among: running) }
        #expect(try await other.withPage { try await $0.evaluate("1") } == 1)
        for browser in browsers + [other] { await browser.close() }
    }

    @Test("the public function ends them, too")
    func endEvery() async throws {
        let result = try await #require(processExitsWith: .exitCode(130), observing: [\.standardOutputContent]) {
            let browser = try await Self.launchAndTell()
            let signal = Thread {
                Browser.endEveryBrowser()
                print("ended")
                fflush(nil)
                _exit(130)
            }
            signal.start()
            await #expect(throws: (any Error).self) {
                try await browser.withPage { page in try await page.evaluate("new Promise(() => {})") }
            }
            try await Task.sleep(for: .seconds(5))
        }
        #expect(String(decoding: result.standardOutputContent, as: UTF8.self).contains("ended"))
        try await expectNothing(of: told(result))
    }
}
