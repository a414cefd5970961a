import AsyncHTTPClient
import Foundation
import JSON
import NIOCore
import NIOHTTP1
import Testing

/// A harness that runs as a process of its own, asked over HTTP.
struct ServedHarness {
    let process: Running
    let url: String
    let key: String

    /// Starts one, and waits until it answers.
    ///
    /// - Parameter wrapper: a command that is given the tool and its arguments, and becomes it.
    static func start(
        _ arguments: [String], in folder: URL, through wrapper: [String] = []
    ) async throws -> ServedHarness {
        let variables = folder.appending(path: "env-\(UUID().uuidString)")
        let process = try Running(["serve", "--port", "0", "--env-file", variables.path] + arguments, through: wrapper)
        let line = await process.firstLine()
        guard line != nil else {
            throw StartFailure(said: await process.finish().errors)
        }
        let text = try String(contentsOf: variables, encoding: .utf8)
        let pairs = text.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let values = Dictionary(uniqueKeysWithValues: pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) })
        return ServedHarness(
            process: process, url: try #require(values["DUB_API_URL"]), key: try #require(values["DUB_API_KEY"]))
    }

    struct StartFailure: Error, CustomStringConvertible {
        var said: String
        var description: String { "the harness did not start: \(said)" }
    }

    /// A request with the secret key.
    func call(
        _ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil, headers: [(String, String)] = []
    ) async throws -> Reply {
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(key)")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body.compactBytes))
        }
        let response = try await Self.client.execute(request, timeout: .seconds(20))
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return Reply(status: Int(response.status.code), headers: response.headers, bytes: bytes)
    }

    /// A click of a visitor in a browser, and its click id.
    func click(_ key: String, visitor: String) async throws -> String {
        let agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 \(visitor)"
        let reply = try await call(.GET, "/r/\(key)", headers: [("User-Agent", agent)])
        let location = try #require(reply.headers.first(name: "Location"), "\(reply.status)")
        return try #require(location.firstMatch(of: /dub_id=([0-9A-Za-z]{16})/).map { String($0.1) })
    }

    /// What came back.
    struct Reply {
        var status: Int
        var headers: HTTPHeaders
        var bytes: ByteBuffer

        /// The body.
        func json() throws -> JSONValue { try JSONValue(json: bytes.readableBytesView) }
    }

    /// Redirects are what is looked at.
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
}
