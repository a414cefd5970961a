import Foundation
import Testing

@testable import Harness

@Suite("Heads of requests that are too large", .timeLimit(.minutes(1)))
struct OversizeTests {
    /// What a harness answers to bytes, until it closes the connection.
    private func answer(to bytes: String) async throws -> String {
        try await Harness.withServer(.test) { server in
            let client = try await RawClient(port: server.port)
            // The server may close before it has read all of it.
            try? await client.send(bytes)
            return String(decoding: try await client.everything(), as: UTF8.self)
        }
    }

    private static let words =
        "a field has more than 32 kB, all of them together have more than 64 kB, or there are more than 200 of them."

    @Test("An URL is said to be too long, by whomever", arguments: [20_000, 40_000, 200_000])
    func target(length: Int) async throws {
        let answer = try await answer(
            to: "GET /" + String(repeating: "x", count: length)
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 414 "), "\(answer.prefix(200))")
        #expect(answer.contains("The URL is longer than 16384 bytes."))
    }

    @Test(
        "Fields are said to be too large, with the limits",
        arguments: [
            "X: " + String(repeating: "x", count: 40_000) + "\r\n",
            String(repeating: "X: " + String(repeating: "x", count: 9_000) + "\r\n", count: 10),
            String(repeating: "X: y\r\n", count: 1_000),
        ])
    func fields(_ fields: String) async throws {
        let answer = try await answer(to: "GET / HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 431 "), "\(answer.prefix(200))")
        #expect(answer.contains(Self.words))
        let body = answer.components(separatedBy: "\r\n\r\n").last ?? ""
        #expect(answer.lowercased().contains("content-length: \(body.utf8.count)\r\n"))
    }

    @Test("What is too large is said after the answers to the requests before it")
    func pipelined() async throws {
        let good = "GET /_dubcheck/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
        let bad = "GET / HTTP/1.1\r\nHost: localhost\r\n" + String(repeating: "X: y\r\n", count: 1_000) + "\r\n"
        let answers = try await answer(to: good + good + bad)
        let statuses = answers.matches(of: #/HTTP/1\.1 (\d+) /#).map { String($0.1) }
        #expect(statuses == ["200", "200", "431"])
    }

    @Test("What is wrong otherwise is a bare 400 as before")
    func nonsense() async throws {
        let answer = try await answer(to: "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer.prefix(200))")
    }

    @Test("A body that is no HTTP is the client's fault")
    func body() async throws {
        let answer = try await answer(
            to: "POST /track/click HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer.prefix(200))")
    }
}
