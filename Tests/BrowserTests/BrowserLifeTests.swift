import Foundation
import Glibc
import JSON
import Testing

@testable import Browser

@Suite("A browser's life", .tags(.browser), .serialized)
struct BrowserLifeTests {
    /// The folder that holds a browser's profile and everything else of it.
    private func folder(of browser: Browser) throws -> String {
        let profile = try Processes.profile(of: #require(browser.processID))
        try #require(profile.contains("dubcheck-browser-\(getpid())-"))
        return String(profile.dropLast("/profile".count))
    }

    @Test("after close, no process and no folder of it is left")
    func closeLeavesNothing() async throws {
        let browser = try await Browser.launch()
        let folder = try folder(of: browser)
        let group = try #require(browser.processID)
        try await browser.withPage { page in try await page.evaluate("1") }
        #expect(Processes.running(inGroup: group).count > 1)
        #expect(!browser.hasEnded)

        await browser.close()

        #expect(browser.hasEnded)
        #expect(try await Processes.eventually { Processes.running(inGroup: group).isEmpty })
        #expect(Processes.guards(of: folder).isEmpty)
        #expect(!FileManager.default.fileExists(atPath: folder))
        await #expect(throws: BrowserError.closed) { try await browser.withPage { _ in } }
        await browser.close()
    }

    @Test("a browser that is dropped without close is ended too")
    func droppedBrowserEnds() async throws {
        var browser: Browser? = try await Browser.launch()
        let folder = try folder(of: #require(browser))
        let group = try #require(browser?.processID)
        browser = nil
        #expect(try await Processes.eventually { Processes.running(inGroup: group).isEmpty })
        #expect(try await Processes.eventually { !FileManager.default.fileExists(atPath: folder) })
    }

    @Test("an error in the body ends the browser and reaches the caller")
    func errorInBody() async throws {
        struct Mine: Error {}
        let started = Mailbox<(group: Int32, folder: String)>()
        await #expect(throws: Mine.self) {
            try await Browser.withBrowser { browser in
                await started.put((try #require(browser.processID), try self.folder(of: browser)))
                try await browser.withPage { _ in throw Mine() }
            }
        }
        let (group, folder) = try #require(await started.content)
        #expect(try await Processes.eventually { Processes.running(inGroup: group).isEmpty })
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test("a cancelled task leaves nothing")
    func cancellation() async throws {
        let started = Mailbox<(group: Int32, folder: String)>()
        let task = Task {
            try await Browser.withBrowser { browser in
                try await browser.withPage { page in
                    await started.put((try #require(browser.processID), try self.folder(of: browser)))
                    try await page.evaluate("new Promise(() => {})")
                }
            }
        }
        #expect(try await started.eventually { _ in true })
        let (group, folder) = try #require(await started.content)
        task.cancel()
        await #expect(throws: BrowserError.cancelled) { try await task.value }
        #expect(try await Processes.eventually { Processes.running(inGroup: group).isEmpty })
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test("a browser killed in mid-page is a crash, told with its signal")
    func killedInMidPage() async throws {
        let browser = try await Browser.launch()
        let folder = try folder(of: browser)
        let group = try #require(browser.processID)
        let error = await #expect(throws: BrowserError.self) {
            try await browser.withPage { page in
                async let never = page.evaluate("new Promise(() => {})")
                kill(group, SIGKILL)
                _ = try await never
            }
        }
        #expect(error == .crashed(detail: "it was ended by signal 9 (Killed)"))
        #expect(browser.hasEnded)
        await browser.close()
        #expect(try await Processes.eventually { Processes.running(inGroup: group).isEmpty })
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test("the folder of a killed run is swept at the next start, that of a running one is not")
    func sweep() async throws {
        let first = try await Browser.launch()
        let abandoned = "\(try folder(of: first))-abandoned"
        try FileManager.default.createDirectory(atPath: "\(abandoned)/profile", withIntermediateDirectories: true)
        try Data().write(to: URL(filePath: "\(abandoned)/lock"))

        let second = try await Browser.launch()

        #expect(!FileManager.default.fileExists(atPath: abandoned))
        #expect(try FileManager.default.fileExists(atPath: folder(of: first)))
        let answer = try await first.withPage { try await $0.evaluate("2 + 2") }
        #expect(answer == 4)
        await first.close()
        await second.close()
    }

    @Test("a look that is cancelled while its profile is being made leaves no profile in the browser")
    func cancelledOpening() async throws {
        try await Browser.withBrowser { browser in
            for round in 0..<20 {
                let look = Task { try await browser.withPage { _ in } }
                try await Task.sleep(for: .microseconds(round * 100))
                look.cancel()
                _ = await look.result
            }
            #expect(try await browser.profileCount() == 0)
            #expect(try await browser.withPage { _ in try await browser.profileCount() } == 1)
        }
    }

    @Test("a browser that hangs is ended, whether it does so before a look or in one", arguments: [true, false])
    func hanging(before: Bool) async throws {
        var options = BrowserOptions()
        options.contextLimit = .milliseconds(300)
        options.disposalLimit = .milliseconds(300)
        let browser = try await Browser.launch(options)
        let group = try #require(browser.processID)
        if before {
            kill(group, SIGSTOP)
            await #expect(throws: BrowserError.timedOut(step: "making a new profile", after: .milliseconds(300))) {
                try await browser.withPage { _ in }
            }
        } else {
            try await browser.withPage { _ in kill(group, SIGSTOP) }
        }
        #expect(browser.hasEnded)
        await #expect(throws: BrowserError.crashed(detail: "it no longer answered, and was ended")) {
            try await browser.withPage { _ in }
        }
        #expect(try await Processes.eventually { Processes.running(inGroup: group).isEmpty })
        await browser.close()
    }

    @Test("bad certificates are accepted where the option says so")
    func certificates() {
        var options = BrowserOptions()
        #expect(!BrowserFlags.arguments(profile: "/p", options: options).contains("--ignore-certificate-errors"))
        options.ignoresCertificateErrors = true
        #expect(BrowserFlags.arguments(profile: "/p", options: options).contains("--ignore-certificate-errors"))
    }

    @Test("the browser runs sandboxed, and never as root")
    func unprivileged() async throws {
        try await Browser.withBrowser { browser in
            let group = try #require(browser.processID)
            let status = try String(contentsOfFile: "/proc/\(group)/status", encoding: .utf8)
            let user = try #require(status.firstMatch(of: /Uid:\t(\d+)/)?.1)
            #expect(user != "0")
            try await browser.withPage { page in
                try await page.evaluate("1")
                let renderers = try Processes.running(inGroup: group).filter { id in
                    try String(contentsOfFile: "/proc/\(id)/cmdline", encoding: .utf8).contains("--type=renderer")
                }
                #expect(!renderers.isEmpty)
                for renderer in renderers {
                    let status = try String(contentsOfFile: "/proc/\(renderer)/status", encoding: .utf8)
                    #expect(status.contains("Seccomp:\t2"))
                }
            }
        }
    }
}

/// Something a concurrent closure leaves for the test.
actor Mailbox<Content: Sendable> {
    private(set) var content: Content?

    func put(_ content: Content) { self.content = content }

    /// Waits until there is content that fits, at most five seconds.
    func eventually(_ condition: @Sendable (Content) -> Bool) async throws -> Bool {
        for _ in 0..<250 {
            if let content, condition(content) { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}
