import Evidence
import Foundation
import Glibc
import JSON
import Testing

@testable import Browser

@Suite("A remote browser", .tags(.browser), .serialized)
struct RemoteBrowserTests {
    private func endpoint(_ text: String) throws -> BrowserEndpoint {
        try BrowserEndpoint(parsing: text)
    }

    private func socket(of remote: RemoteProcess) async throws -> String {
        try #require(try await remote.get("/json/version")["webSocketDebuggerUrl"].string)
    }

    /// Pages that are open in the browser, whoever has opened them.
    private func pages(of remote: RemoteProcess) async throws -> [String] {
        try await remote.get("/json/list").array?.compactMap { $0["url"].string } ?? []
    }

    @Test(
        "it is found by its socket, by its DevTools address, and by a socket without a path",
        arguments: ["socket", "http", "ws"])
    func devTools(by way: String) async throws {
        try await RemoteProcess.withDevTools { remote in
            let text = way == "socket" ? try await socket(of: remote) : "\(way)://127.0.0.1:\(remote.port)"
            let browser = try await Browser.connect(to: endpoint(text))
            #expect(browser.identity.product.hasPrefix("HeadlessChrome/"))
            #expect(!browser.identity.userAgent.contains("Headless"))
            #expect(browser.identity.location == "\(way == "http" ? "http" : "ws")://127.0.0.1:\(remote.port)")
            #expect(browser.processID == nil)
            let options = site(["https://www.acme.test/": .text("<title>Far away</title>")])
            try await browser.withPage(options) { page in
                try await page.navigate(to: "https://www.acme.test/")
                #expect(try await page.evaluate("document.title") == "Far away")
                // Both ways longer than NIO's own limit for a frame, and than what a socket takes at once.
                let long = try await page.evaluate("'é'.repeat(400_000)")
                #expect(long.string?.count == 400_000)
                let sent = String(repeating: "x", count: 300_000)
                #expect(try await page.evaluate("'\(sent)'.length") == 300_000)
            }
            await browser.close()
            await #expect(throws: BrowserError.closed) { try await browser.withPage { _ in } }
            #expect(remote.isRunning)
        }
    }

    @Test("closing disposes of our pages, leaves others alone, and never ends the browser")
    func closing() async throws {
        try await RemoteProcess.withDevTools { remote in
            let ours = try await Browser.connect(to: endpoint("http://127.0.0.1:\(remote.port)"))
            let theirs = try await Browser.connect(to: endpoint("http://127.0.0.1:\(remote.port)"))
            try await theirs.withPage(site(["https://theirs.test/": .text("<p>")])) { page in
                try await page.navigate(to: "https://theirs.test/")
                let open = Mailbox<Bool>()
                let look = Task {
                    try await ours.withPage(site(["https://ours.test/": .text("<p>")])) { page in
                        try await page.navigate(to: "https://ours.test/")
                        await open.put(true)
                        try await page.evaluate("new Promise(() => {})")
                    }
                }
                #expect(try await open.eventually { $0 })
                #expect(try await pages(of: remote).contains("https://ours.test/"))

                await ours.close()

                await #expect(throws: BrowserError.closed) { try await look.value }
                for _ in 0..<250 where try await pages(of: remote).contains("https://ours.test/") {
                    try await Task.sleep(for: .milliseconds(20))
                }
                #expect(try await !pages(of: remote).contains("https://ours.test/"))
                #expect(try await theirs.profileCount() == 1)
                #expect(try await page.evaluate("location.href") == "https://theirs.test/")
            }
            await theirs.close()
            #expect(remote.isRunning)
        }
    }

    @Test("one that goes away in mid-page is a crash; a pool connects again, once")
    func goesAway() async throws {
        try await RemoteProcess.withDevTools { remote in
            let address = try endpoint("http://127.0.0.1:\(remote.port)")
            let pool = BrowserPool([.endpoint(address, BrowserOptions())])
            let error = await #expect(throws: BrowserError.self) {
                try await pool.withPage { _, page in
                    remote.kill()
                    try await page.evaluate("new Promise(() => {})")
                }
            }
            #expect(error == .crashed(detail: "http://127.0.0.1:\(remote.port) closed the connection"))
            for _ in 0..<2 {
                await #expect {
                    try await pool.withPage { _, _ in }
                } throws: { error in
                    // Refused, or reset where the port was still closing.
                    guard case .unreachable(let endpoint, let detail) = error as? BrowserError else { return false }
                    return endpoint == "http://127.0.0.1:\(remote.port)" && detail.hasPrefix("Connection re")
                }
            }
            await pool.close()
        }
    }

    @Test(
        "chromedriver gives a session, which close ends",
        .enabled(if: RemoteProcess.hasChromeDriver, "needs the Debian package chromium-driver"))
    func chromeDriver() async throws {
        try await RemoteProcess.withChromeDriver { remote in
            // As root, Chromium starts without its sandbox only.
            var options = BrowserOptions()
            options.sandbox = geteuid() != 0
            let address = try endpoint("http://localhost:\(remote.port)")
            let browser = try await Browser.connect(to: address, options: options)
            #expect(browser.identity.location == "http://localhost:\(remote.port)")
            #expect(try await remote.get("/sessions")["value"].array?.count == 1)
            let page = site(["https://www.acme.test/": .text("<title>By driver</title>")])
            try await browser.withPage(page) { page in
                try await page.navigate(to: "https://www.acme.test/")
                #expect(try await page.evaluate("document.title") == "By driver")
            }
            await browser.close()
            #expect(try await remote.get("/sessions")["value"].array?.isEmpty == true)

            // On a signal, too.
            let running = RunningBrowsers()
            _ = try await Browser.connect(to: address, options: options, among: running)
            await withCheckedContinuation { done in
                Thread {
                    running.endAll()
                    done.resume()
                }.start()
            }
            #expect(try await remote.get("/sessions")["value"].array?.isEmpty == true)
        }
    }

    /// What can only be told to a browser that is started.
    enum Refused: CaseIterable {
        case resolverRules, executable, flag

        func set(in options: inout BrowserOptions) {
            switch self {
            case .resolverRules: options.hostResolverRules = ["MAP a b"]
            case .executable: options.executable = "/usr/bin/chromium"
            case .flag: options.extraFlags = ["--lang=de"]
            }
        }

        var message: String {
            switch self {
            case .resolverRules:
                "--connect-to needs a browser that is started here: a remote one asks its own network which address a "
                    + "name has"
            case .executable:
                "--browser needs a browser that is started here: /usr/bin/chromium is not what a remote endpoint runs"
            case .flag: "--lang=de needs a browser that is started here: a remote one has been given its flags already"
            }
        }
    }

    @Test("an option that only a started browser can follow is refused", arguments: Refused.allCases)
    func unsupported(option: Refused) async throws {
        var options = BrowserOptions()
        option.set(in: &options)
        let chosen = options
        let nowhere = try endpoint("ws://localhost:1/")
        let error = await #expect(throws: BrowserError.self) {
            _ = try await Browser.connect(to: nowhere, options: chosen)
        }
        #expect(error?.description == option.message)
    }
}
