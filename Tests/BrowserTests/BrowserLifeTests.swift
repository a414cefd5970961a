import Browser
import Foundation
import Glibc
import Testing

@Suite("A browser's life", .tags(.browser), .serialized)
struct BrowserLifeTests {
    /// The folder that holds a browser's profile and everything else of it.
    private func folder(of browser: Browser) throws -> String {
        let profile = try Processes.profile(of: browser.processID)
        try #require(profile.contains("dubcheck-browser-\(getpid())-"))
        return String(profile.dropLast("/profile".count))
    }

    @Test("after close, no process and no folder of it is left")
    func closeLeavesNothing() async throws {
        let browser = try await Browser.launch()
        let folder = try folder(of: browser)
        try await browser.withPage { page in try await page.evaluate("1") }
        #expect(Processes.running(inGroup: browser.processID).count > 1)

        await browser.close()

        #expect(try await Processes.eventually { Processes.running(inGroup: browser.processID).isEmpty })
        #expect(!FileManager.default.fileExists(atPath: folder))
        await #expect(throws: BrowserError.closed) { try await browser.withPage { _ in } }
        await browser.close()
    }

    @Test("a browser that is dropped without close is ended too")
    func droppedBrowserEnds() async throws {
        var browser: Browser? = try await Browser.launch()
        let folder = try folder(of: #require(browser))
        let group = try #require(browser).processID
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
                await started.put((browser.processID, try self.folder(of: browser)))
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
                    await started.put((browser.processID, try self.folder(of: browser)))
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
        let error = await #expect(throws: BrowserError.self) {
            try await browser.withPage { page in
                async let never = page.evaluate("new Promise(() => {})")
                kill(browser.processID, SIGKILL)
                _ = try await never
            }
        }
        #expect(error == .crashed(detail: "it was ended by signal 9 (Killed)"))
        await browser.close()
        #expect(try await Processes.eventually { Processes.running(inGroup: browser.processID).isEmpty })
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

    @Test("the browser runs sandboxed, and never as root")
    func unprivileged() async throws {
        try await Browser.withBrowser { browser in
            let status = try String(contentsOfFile: "/proc/\(browser.processID)/status", encoding: .utf8)
            let user = try #require(status.firstMatch(of: /Uid:\t(\d+)/)?.1)
            #expect(user != "0")
            try await browser.withPage { page in
                try await page.evaluate("1")
                let renderers = try Processes.running(inGroup: browser.processID).filter { id in
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
