import Foundation
import JSON
import NIOHTTP1
import Testing

@testable import Harness

@Suite("Slow clients", .timeLimit(.minutes(1)))
struct SlowClientTests {
    private static let request = "GET /_dubcheck/health HTTP/1.1\r\nHost: localhost\r\n"

    private func configuration(idle: Duration, head: Duration) -> HarnessConfiguration {
        var configuration = HarnessConfiguration.test
        configuration.patience.idle = idle
        configuration.patience.head = head
        return configuration
    }

    @Test(
        "A client that falls silent loses its connection after the idle time, and not before",
        arguments: [
            "", "GET /_dubcheck/he", request,
            "POST /track/click HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{\"domain\"",
        ])
    func silent(beginning: String) async throws {
        try await Harness.withServer(configuration(idle: .seconds(1), head: .seconds(300))) { server in
            let start = ContinuousClock.now
            let client = try await RawClient(port: server.port)
            if !beginning.isEmpty { try await client.send(beginning) }
            _ = try await client.everything()
            #expect((Duration.milliseconds(900)..<Duration.seconds(20)).contains(start.duration(to: .now)))
        }
    }

    @Test("A client that is silent after its answer loses its connection, too")
    func answered() async throws {
        try await Harness.withServer(configuration(idle: .seconds(1), head: .seconds(300))) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(Self.request + "\r\n")
            let answer = String(decoding: try await client.everything(), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test("A client that waits for its answer is not slow")
    func waiting() async throws {
        try await Harness.withServer(configuration(idle: .milliseconds(500), head: .milliseconds(500))) { server in
            let answer = try await send(
                .GET, "\(server.url)/_dubcheck/wait?event=lead&clickId=none&timeout=2", key: server.secretKey)
            #expect(answer.status == 408)
            #expect(try JSONValue(json: answer.text.utf8)["error"]["code"] == "timeout")
        }
    }

    @Test("A client that drips the head of a request loses its connection unanswered")
    func dripping() async throws {
        try await Harness.withServer(configuration(idle: .seconds(300), head: .milliseconds(500))) { server in
            let start = ContinuousClock.now
            let client = try await RawClient(port: server.port)
            try await client.send("GET /")
            let dripping = Task {
                while !Task.isCancelled {
                    try await client.send("x")
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
            let answer = try await client.everything()
            dripping.cancel()
            #expect(answer.isEmpty)
            #expect(start.duration(to: .now) >= .milliseconds(450))
        }
    }

    @Test("A connection that is kept between two requests is not slow")
    func kept() async throws {
        try await Harness.withServer(configuration(idle: .seconds(300), head: .milliseconds(300))) { server in
            let client = try await RawClient(port: server.port)
            try await client.send(Self.request + "\r\n")
            try await client.firstBytes()
            try await Task.sleep(for: .seconds(1))
            try await client.send(Self.request + "Connection: close\r\n\r\n")
            let answers = String(decoding: try await client.everything(), as: UTF8.self)
            #expect(answers.components(separatedBy: "HTTP/1.1 200 ").count == 3, "\(answers)")
        }
    }
}
