import AsyncHTTPClient
import Foundation
import JSON
import NIOCore
import NIOHTTP1
import Testing

@testable import Harness

@Suite("The stream of events", .timeLimit(.minutes(1)))
struct StreamTests {
    /// One event, as the stream tells it.
    private struct Told: Equatable {
        var id: Int64
        var kind: String
        /// Whose it is; nil for a click.
        var customer: String?
    }

    /// A harness in which a click is recorded, and the id of it.
    private func with(_ body: (HarnessServer, _ clickID: String) async throws -> Void) async throws {
        var configuration = HarnessConfiguration.test
        configuration.tracking.countsBots = true
        try await Harness.withServer(configuration) { server in
            let click = try await send(
                .POST, "\(server.url)/track/click", key: server.secretKey,
                #"{"domain": "go.localhost", "key": "demo"}"#)
            let id = try JSONValue(json: click.text.utf8)["clickId"].string
            try await body(server, try #require(id, "\(click.text)"))
        }
    }

    /// Records a lead.
    private static func sign(_ customer: String, up click: String, at server: HarnessServer) async throws {
        let lead = #"{"clickId": "\#(click)", "eventName": "Sign up", "customerExternalId": "\#(customer)"}"#
        let answer = try await send(.POST, "\(server.url)/track/lead", key: server.secretKey, lead)
        #expect(answer.status == 200, "\(answer.text)")
    }

    /// Reads the stream up to a customer's event.
    ///
    /// - Parameters:
    ///   - id: the last one that is known; nil to say nothing of it.
    ///   - whileOpen: done when the stream has begun.
    private static func events(
        of server: HarnessServer, after id: Int64?, upTo last: String, whileOpen: () async throws -> Void = {}
    ) async throws -> [Told] {
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        do {
            var request = HTTPClientRequest(url: "\(server.url)/_dubcheck/stream")
            request.headers.add(name: "Authorization", value: "Bearer \(server.secretKey)")
            if let id { request.headers.add(name: "Last-Event-ID", value: "\(id)") }
            let response = try await client.execute(request, timeout: .seconds(50))
            #expect(response.status == .ok)
            #expect(response.headers.first(name: "Content-Type") == "text/event-stream")
            let told = try await events(in: response.body, upTo: last, whileOpen: whileOpen)
            try await client.shutdown()
            return told
        } catch {
            try await client.shutdown()
            throw error
        }
    }

    private static func events(
        in body: HTTPClientResponse.Body, upTo last: String, whileOpen: () async throws -> Void
    ) async throws -> [Told] {
        var told: [Told] = []
        var text = ""
        var isOpen = false
        for try await bytes in body {
            text += String(buffer: bytes)
            if !isOpen {
                isOpen = true
                try await whileOpen()
            }
            while let end = text.range(of: "\n\n") {
                if let event = try event(text[..<end.lowerBound]) { told.append(event) }
                text.removeSubrange(..<end.upperBound)
            }
            if told.contains(where: { $0.customer == last }) { return told }
        }
        Issue.record("the stream has ended before \(last)")
        return told
    }

    /// Nil for a comment.
    private static func event(_ block: Substring) throws -> Told? {
        var fields: [String: String] = [:]
        for line in block.split(separator: "\n") where !line.hasPrefix(":") {
            let colon = try #require(line.firstIndex(of: ":"))
            fields[String(line[..<colon])] = String(line[colon...].dropFirst(2))
        }
        guard !fields.isEmpty else { return nil }
        let data = try JSONValue(json: try #require(fields["data"]).utf8)
        return Told(
            id: try #require(fields["id"].flatMap { Int64($0) }), kind: try #require(fields["event"]),
            customer: data["customer"]["externalId"].string)
    }

    @Test("A client that comes back is told what came after the last event that it knows, once each and in order")
    func resumed() async throws {
        try await with { server, click in
            for number in 0..<10 { try await Self.sign("a\(number)", up: click, at: server) }
            let first = try await Self.events(of: server, after: 0, upTo: "a9")
            #expect(first.map { $0.customer ?? "a click" } == ["a click"] + (0..<10).map { "a\($0)" })
            #expect(first.map(\.kind) == ["click"] + Array(repeating: "lead", count: 10))
            let known = try #require(first.first { $0.customer == "a4" })

            for number in 0..<10 { try await Self.sign("b\(number)", up: click, at: server) }
            let rest = try await Self.events(of: server, after: known.id, upTo: "last") {
                // While the stream is being sent, many at once.
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<20 {
                        group.addTask { try await Self.sign("c\(number)", up: click, at: server) }
                    }
                    try await group.waitForAll()
                }
                try await Self.sign("last", up: click, at: server)
            }
            let missed = (5..<10).map { "a\($0)" } + (0..<10).map { "b\($0)" }
            let customers = rest.map { $0.customer ?? "a click" }
            #expect(Array(customers.prefix(missed.count)) == missed)
            #expect(customers.dropFirst(missed.count).dropLast().sorted() == (0..<20).map { "c\($0)" }.sorted())
            #expect(customers.last == "last")
            let ids = rest.map(\.id)
            #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 } && ids.allSatisfy { $0 > known.id })
        }
    }

    @Test("A client that knows nothing is told what comes from now on")
    func fromNowOn() async throws {
        try await with { server, click in
            try await Self.sign("before", up: click, at: server)
            let told = try await Self.events(of: server, after: nil, upTo: "after") {
                try await Self.sign("after", up: click, at: server)
            }
            #expect(told.map(\.customer) == ["after"])
        }
    }

    @Test("A client that knows an event of another data file is told everything")
    func otherFile() async throws {
        try await with { server, click in
            try await Self.sign("only", up: click, at: server)
            let told = try await Self.events(of: server, after: 1_000_000, upTo: "only")
            #expect(told.map(\.customer) == [nil, "only"])
        }
    }

    @Test("ends when the harness stops, instead of keeping it from that")
    func stop() async throws {
        var reader: Task<Int, any Error>?
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        try await with { server, _ in
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            reader = Task {
                var request = HTTPClientRequest(url: "\(server.url)/_dubcheck/stream")
                request.headers.add(name: "Authorization", value: "Bearer \(server.secretKey)")
                var count = 0
                // A connection that is cut in the middle of a body is an error.
                for try await bytes in try await client.execute(request, timeout: .seconds(50)).body {
                    count += bytes.readableBytes
                    begin.yield()
                }
                return count
            }
            _ = await begun.first { _ in true }
        }
        let count = try await #require(reader).value
        #expect(count > 0)
        try await client.shutdown()
    }
}
