import Foundation
import Glibc
import JSON
import NIOHTTP1
import Testing

@testable import Browser

/// A program of the machine that offers a browser to others, as a remote machine would.
final class RemoteProcess: Sendable {
    let port: Int
    let processID: Int32
    private let process: Process
    private let folder: URL

    static let chromeDriver = "/usr/bin/chromedriver"
    static let hasChromeDriver = FileManager.default.isExecutableFile(atPath: chromeDriver)

    /// A browser with an open DevTools port, during the test.
    static func withDevTools<Result>(_ body: (RemoteProcess) async throws -> Result) async throws -> Result {
        let browser = try BrowserLocator().locate()
        let remote = try await RemoteProcess(browser) { folder in
            [
                "--headless", "--remote-debugging-port=0", "--user-data-dir=\(folder.path)", "--no-sandbox",
                "--disable-dev-shm-usage", "--disable-gpu", "about:blank",
            ]
        } port: { folder, _ in
            let text = try? String(contentsOf: folder.appending(path: "DevToolsActivePort"), encoding: .utf8)
            return text.flatMap { $0.split(separator: "\n").first }.flatMap { Int($0) }
        }
        return try await remote.end(after: body)
    }

    /// A WebDriver server for Chromium, during the test.
    static func withChromeDriver<Result>(_ body: (RemoteProcess) async throws -> Result) async throws -> Result {
        let remote = try await RemoteProcess(chromeDriver) { _ in
            ["--port=0"]
        } port: { _, output in
            let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
            return text.firstMatch(of: /started successfully on port (\d+)/).flatMap { Int($0.1) }
        }
        return try await remote.end(after: body)
    }

    private init(
        _ executable: String, _ arguments: (URL) -> [String], port: (URL, URL) -> Int?
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let output = folder.appending(path: "output")
        try Data().write(to: output)
        process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments(folder)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        // So that what a killed browser leaves is deleted with the rest.
        process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": folder.path]) { $1 }
        try process.run()
        processID = process.processIdentifier
        var found: Int?
        for _ in 0..<500 where found == nil {
            try await Task.sleep(for: .milliseconds(20))
            found = port(folder, output)
        }
        self.port = try #require(found, "\(executable) tells no port")
    }

    private func end<Result>(after body: (RemoteProcess) async throws -> Result) async throws -> Result {
        defer {
            // chromedriver does not heed SIGTERM.
            kill()
            process.waitUntilExit()
            try? FileManager.default.removeItem(at: folder)
        }
        return try await body(self)
    }

    var isRunning: Bool { process.isRunning }

    func kill() {
        Glibc.kill(processID, SIGKILL)
    }

    /// What a path answers.
    func get(_ path: String) async throws -> JSONValue {
        let address = try BrowserEndpoint(parsing: "http://127.0.0.1:\(port)").address
        return try await HTTPExchange.send(.GET, address.appending(path), within: .seconds(5)).body
    }
}
