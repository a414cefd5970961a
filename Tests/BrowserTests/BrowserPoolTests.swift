import Foundation
import Glibc
import JSON
import Testing

@testable import Browser

@Suite("A pool of browsers", .tags(.browser), .serialized)
struct BrowserPoolTests {
    private func withPool(
        _ sources: [BrowserSource] = [.launch(BrowserOptions())], pagesPerBrowser: Int = 200,
        _ body: (BrowserPool) async throws -> Void
    ) async throws {
        let pool = BrowserPool(sources, pagesPerBrowser: pagesPerBrowser)
        do { try await body(pool) } catch {
            await pool.close()
            throw error
        }
        await pool.close()
    }

    /// The process of the browser that a new page gets.
    private func process(_ pool: BrowserPool) async throws -> Int32 {
        try await pool.withPage { browser, page in
            #expect(try await page.evaluate("1 + 1") == 2)
            return try #require(browser.processID)
        }
    }

    @Test("one warm browser serves all pages, and is gone after close")
    func warm() async throws {
        let pool = BrowserPool([.launch(BrowserOptions())])
        let first = try await process(pool)
        #expect(try await process(pool) == first)
        await pool.close()
        #expect(try await Processes.eventually { Processes.running(inGroup: first).isEmpty })
        await #expect(throws: BrowserError.closed) { try await pool.withPage { _, _ in } }
        await pool.close()
    }

    @Test("pages that come at the same time share the browser that is being started")
    func sharedStart() async throws {
        try await withPool { pool in
            let processes = try await withThrowingTaskGroup(of: Int32.self) { group in
                for _ in 0..<6 { group.addTask { try await process(pool) } }
                return try await group.reduce(into: Set<Int32>()) { $0.insert($1) }
            }
            #expect(processes.count == 1)
        }
    }

    @Test("a crashed browser fails its page and is replaced once, not twice")
    func crash() async throws {
        try await withPool { pool in
            let killed = BrowserError.crashed(detail: "it was ended by signal 9 (Killed)")
            var seen: Set<Int32> = []
            for _ in 0..<2 {
                let mailbox = Mailbox<Int32>()
                await #expect(throws: killed) {
                    try await pool.withPage { browser, page in
                        let id = try #require(browser.processID)
                        await mailbox.put(id)
                        kill(id, SIGKILL)
                        try await page.evaluate("new Promise(() => {})")
                    }
                }
                seen.insert(try #require(await mailbox.content))
            }
            #expect(seen.count == 2)
            let error = await #expect(throws: BrowserError.self) { try await pool.withPage { _, _ in } }
            #expect(
                error?.description == """
                    the browser ended twice in this run and is not started again; last, it was ended by signal 9 (Killed)
                    """)
            for group in seen {
                #expect(try await Processes.eventually { Processes.running(inGroup: group).isEmpty })
            }
        }
    }

    @Test("a crash counts once, however many pages it takes along, and spares those that wait for their turn")
    func crashOfMany() async throws {
        var options = BrowserOptions()
        options.maximumPages = 3
        try await withPool([.launch(options)]) { pool in
            let open = Counter()
            let failures = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        do {
                            try await pool.withPage { browser, page in
                                // The first three, all open, go down together; later ones come to a new browser.
                                let turn = await open.next()
                                guard turn <= 3 else { return }
                                while await open.count < 3 { try await Task.sleep(for: .milliseconds(5)) }
                                if turn == 3, let id = browser.processID { kill(id, SIGKILL) }
                                try await page.evaluate("new Promise(() => {}) // \(number)")
                            }
                            return false
                        } catch { return true }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(failures == 3)
            _ = try await process(pool)
        }
    }

    @Test("a browser that has ended between two pages costs no page")
    func crashBetweenPages() async throws {
        try await withPool { pool in
            let (first, browser) = try await pool.withPage { browser, _ in (browser.processID, browser) }
            kill(try #require(first), SIGKILL)
            while !browser.hasEnded { try await Task.sleep(for: .milliseconds(5)) }
            #expect(try await process(pool) != first)
        }
    }

    @Test("a hung browser is ended and replaced")
    func hung() async throws {
        var options = BrowserOptions()
        options.disposalLimit = .milliseconds(300)
        try await withPool([.launch(options)]) { pool in
            let first = try await pool.withPage { browser, _ in
                let id = try #require(browser.processID)
                kill(id, SIGSTOP)
                return id
            }
            #expect(try await Processes.eventually { Processes.running(inGroup: first).isEmpty })
            #expect(try await process(pool) != first)
        }
    }

    @Test("a browser is renewed after its number of pages, and ended once the last page in it is done")
    func renewal() async throws {
        try await withPool(pagesPerBrowser: 2) { pool in
            let first = try await pool.withPage { browser, page in
                let first = try #require(browser.processID)
                #expect(try await process(pool) == first)
                #expect(try await process(pool) != first)
                #expect(try await page.evaluate("'still here'") == "still here")
                return first
            }
            #expect(try await Processes.eventually { Processes.running(inGroup: first).isEmpty })
        }
    }

    @Test("pages are spread over the sources, and go on in one when another is lost")
    func spread() async throws {
        var broken = BrowserOptions()
        broken.executable = "/bin/false"
        try await withPool([.launch(BrowserOptions()), .launch(BrowserOptions())]) { pool in
            try await pool.withPage { outer, _ in
                try await pool.withPage { inner, _ in #expect(outer.processID != inner.processID) }
            }
        }
        try await withPool([.launch(broken), .launch(BrowserOptions())]) { pool in
            for _ in 0..<2 { await #expect(throws: BrowserError.self) { try await pool.withPage { _, _ in } } }
            for _ in 0..<2 { _ = try await process(pool) }
        }
    }

    @Test("a browser that does not start is tried twice, then every page gets the reason at once")
    func doesNotStart() async throws {
        var options = BrowserOptions()
        options.executable = "/nonexistent/browser"
        try await withPool([.launch(options)]) { pool in
            for _ in 0..<3 {
                let error = await #expect(throws: BrowserError.self) { try await pool.withPage { _, _ in } }
                guard case .launchFailed = error else { return #expect(Bool(false), "\(String(describing: error))") }
            }
        }
    }

    @Test("closing fails pages that are open and those that wait")
    func closing() async throws {
        var options = BrowserOptions()
        options.maximumPages = 1
        let pool = BrowserPool([.launch(options)])
        let open = Counter()
        let looks = (0..<3).map { _ in
            Task {
                try await pool.withPage { _, page in
                    _ = await open.next()
                    try await page.evaluate("new Promise(() => {})")
                }
            }
        }
        while await open.count < 1 { try await Task.sleep(for: .milliseconds(5)) }
        await pool.close()
        for look in looks { await #expect(throws: BrowserError.closed) { try await look.value } }
    }
}

/// Counts across tasks.
actor Counter {
    private(set) var count = 0

    func next() -> Int {
        count += 1
        return count
    }
}
