import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Harness

extension HarnessConfiguration {
    /// A harness on a free port, with a catalogue in which everything is a blocker, but by browser a warning.
    static var test: HarnessConfiguration {
        var configuration = HarnessConfiguration { finding, mode in
            finding == nil ? "pass" : mode == .static ? "fail" : "warn"
        }
        configuration.port = 0
        return configuration
    }
}

/// The routes without a socket; the embedded samples are read once for all tests.
private let embedded = Result {
    Application(router: try Site(.test, address: HarnessAddress(host: "127.0.0.1", port: 8787)).router())
}

/// Asks the routes over the embedded files.
func ask(
    _ uri: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:]
) async throws -> TestResponse {
    try await embedded.get().test(.router) { client in
        try await client.execute(uri: uri, method: method, headers: headers)
    }
}

/// Asks the routes over a web root.
func ask(
    _ uri: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:], configuration: HarnessConfiguration
) async throws -> TestResponse {
    let site = try Site(configuration, address: HarnessAddress(host: configuration.host, port: 8787))
    return try await Application(router: site.router()).test(.router) { client in
        try await client.execute(uri: uri, method: method, headers: headers)
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// The body as a JSON object.
    func object() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
}

/// A web root of a test's own, removed afterwards.
func withWebRoot<Result>(
    _ files: [String: String], _ body: (HarnessConfiguration) async throws -> Result
) async throws -> Result {
    let root = FileManager.default.temporaryDirectory.appending(path: "harness-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in files {
        let file = root.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
    var configuration = HarnessConfiguration.test
    configuration.webRoot = root.path
    return try await body(configuration)
}
