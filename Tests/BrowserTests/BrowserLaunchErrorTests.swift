import Browser
import Foundation
import Glibc
import Testing

@Suite("A browser that cannot be started")
struct BrowserLaunchErrorTests {
    private func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// An executable script in a folder of its own.
    private func script(_ text: String, named name: String = "browser") throws -> URL {
        let file = try temporaryFolder().appending(path: name)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        return file
    }

    @Test("a missing browser names the package to install and the variable to set")
    func missing() throws {
        let locator = BrowserLocator(environment: ["PATH": "/nonexistent"], wellKnown: ["/nonexistent/chromium"])
        let error = #expect(throws: BrowserError.self) { try locator.locate() }
        let text = try #require(error?.description)
        #expect(text.hasPrefix("no browser found (looked for /nonexistent/chromium, chromium-headless-shell on PATH, "))
        #expect(
            text.hasSuffix(
                "install the Debian package chromium-headless-shell, or set DUBCHECK_BROWSER to a Chromium or Chrome"))
    }

    @Test("a DUBCHECK_BROWSER that cannot be run is an error, not a reason to take another browser")
    func wrongChoice() throws {
        let locator = BrowserLocator(environment: ["DUBCHECK_BROWSER": "/nonexistent/browser", "PATH": "/usr/bin"])
        #expect(throws: BrowserError.missing(looked: ["DUBCHECK_BROWSER=/nonexistent/browser"])) {
            try locator.locate()
        }
    }

    @Test("DUBCHECK_BROWSER wins, by path or by name")
    func choice() throws {
        let file = try script("#!/bin/sh\n", named: "my-browser").resolvingSymlinksInPath()
        defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
        #expect(try BrowserLocator(environment: ["DUBCHECK_BROWSER": file.path]).locate() == file.path)
        let folder = file.deletingLastPathComponent().path
        let byName = BrowserLocator(environment: ["DUBCHECK_BROWSER": "my-browser", "PATH": "/nonexistent:\(folder)"])
        #expect(try byName.locate() == file.path)
    }

    @Test("a wrapper script on PATH stands for the binary it wraps")
    func wrapper() throws {
        let wrapper = try script("#!/bin/sh\n", named: "chromium")
        let real = try script("\u{7F}ELF", named: "chromium").resolvingSymlinksInPath()
        defer {
            for file in [wrapper, real] { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
        }
        let locator = BrowserLocator(
            environment: ["DUBCHECK_BROWSER": wrapper.path], wellKnown: ["/nonexistent", real.path])
        #expect(try locator.locate() == real.path)
    }

    @Test("a browser that ends at once is told with what it said, and leaves nothing")
    func endsAtOnce() async throws {
        let file = try script("#!/bin/sh\necho \"[12:3:ERROR:a.cc] No usable sandbox!\" >&2\nexit 7\n")
        try #require(chmod(file.deletingLastPathComponent().path, 0o755) == 0)
        defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
        var options = BrowserOptions()
        options.executable = file.path
        let error = await #expect(throws: BrowserError.self) { try await Browser.launch(options) }
        #expect(
            error?.description == """
                the browser \(file.path) did not start: it exited with code 7; it said: No usable sandbox!; where no \
                sandbox can be had, --no-sandbox does without
                """)
    }

    @Test("a browser that does not answer is given up after the launch time-out")
    func silent() async throws {
        let file = try script("#!/bin/sh\necho $$ $TMPDIR > ${0%/*}/seen\nsleep 1000\n")
        try #require(chmod(file.deletingLastPathComponent().path, 0o777) == 0)
        defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
        var options = BrowserOptions()
        options.executable = file.path
        options.launchTimeout = .milliseconds(300)
        await #expect(throws: BrowserError.timedOut(step: "the start of \(file.path)", after: .milliseconds(300))) {
            try await Browser.launch(options)
        }
        let seen = file.deletingLastPathComponent().appending(path: "seen")
        let words = try String(contentsOf: seen, encoding: .utf8).split(whereSeparator: \.isWhitespace)
        let group = try #require(Int32(words[0]))
        #expect(try await Processes.eventually { Processes.running(inGroup: group).isEmpty })
        #expect(words[1].contains("dubcheck-browser-") && !FileManager.default.fileExists(atPath: String(words[1])))
    }
}
