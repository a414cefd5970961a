import EventStore
import Foundation
import Attribution
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import NIOCore
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

/// The routes without a socket; the embedded samples are read and the data file is made once for all tests.
private let embedded = Task { try await TestSite(.test) }

/// A site with a data file of its own, without a socket.
struct TestSite {
    let service: WorkspaceService
    let application: Application<RouterResponder<HarnessContext>>
    /// All routes that there are.
    let routes: [(method: String, path: String)]

    init(_ configuration: HarnessConfiguration) async throws {
        let address = HarnessAddress(host: configuration.host, port: 8787)
        let site = try Site(configuration, address: address)
        service = try await WorkspaceService.open(configuration, address: address, seed: site.seed)
        try await service.pointDemoHere()
        let router = site.router(
            for: service, segment: try await SegmentService(service, configuration.segment),
            webhooks: WebhookSender(service: service, hosts: configuration.webhookHosts))
        routes = router.routes.map { ($0.method.rawValue, $0.path.description) }
        application = Application(router: router)
    }

    /// A site for as long as it is needed, with the configuration of tests changed.
    static func with<Result>(
        _ change: (inout HarnessConfiguration) throws -> Void = { _ in }, _ body: (TestSite) async throws -> Result
    ) async throws -> Result {
        var configuration = HarnessConfiguration.test
        try change(&configuration)
        let site = try await TestSite(configuration)
        let result = try await body(site)
        try await site.service.store.close()
        return result
    }

    /// Asks the routes.
    func ask(
        _ uri: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:], body: String? = nil
    ) async throws -> TestResponse {
        try await application.test(.router) { client in
            try await client.execute(
                uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        }
    }
}

/// Asks the routes over the embedded files.
func ask(
    _ uri: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:]
) async throws -> TestResponse {
    try await embedded.value.ask(uri, method: method, headers: headers)
}

/// Asks the routes over a web root.
func ask(
    _ uri: String, method: HTTPRequest.Method = .get, headers: HTTPFields = [:], configuration: HarnessConfiguration
) async throws -> TestResponse {
    let site = try await TestSite(configuration)
    let answer = try await site.ask(uri, method: method, headers: headers)
    try await site.service.store.close()
    return answer
}

extension TestSite {
    /// The secret key, as a request carries it.
    var secret: HTTPFields { [.authorization: "Bearer \(service.workspace.secretKey.text)"] }
}

extension TestResponse {
    /// The body as JSON.
    func json() throws -> JSONValue { try JSONValue(json: body.readableBytesView) }

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
