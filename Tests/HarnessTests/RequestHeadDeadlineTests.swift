import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Harness

@Suite("The deadline of a request's head")
struct RequestHeadDeadlineTests {
    private static let request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"

    /// A connection with a deadline of 30 seconds, in a time of its own.
    private struct Connection {
        let channel: EmbeddedChannel

        var isOpen: Bool { channel.isActive }

        /// Gets bytes, and the server reads on.
        func receive(_ text: String) throws {
            try receiveOnly(text)
            channel.read()
        }

        /// Gets bytes, after which the server reads nothing.
        func receiveOnly(_ text: String) throws {
            try channel.writeInbound(ByteBuffer(string: text))
        }

        func pass(_ seconds: Int64) {
            channel.embeddedEventLoop.advanceTime(by: .seconds(seconds))
        }
    }

    private func with(_ body: (Connection) throws -> Void) throws {
        let channel = EmbeddedChannel()
        defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
        let pipeline = channel.pipeline.syncOperations
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false, withOutboundHeaderValidation: false,
            withEncoderConfiguration: .init(), withDecoderLimitConfiguration: .init())
        try RequestHeadDeadline.add(to: pipeline, limit: .seconds(30))
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 80), promise: nil)
        channel.read()
        let connection = Connection(channel: channel)
        #expect(connection.isOpen)
        try body(connection)
    }

    @Test("A head that is not complete in time closes the connection, however often bytes come")
    func dripping() throws {
        try with { connection in
            try connection.receive("GET /")
            for _ in 0..<29 {
                connection.pass(1)
                try connection.receive("x")
            }
            #expect(connection.isOpen)
            connection.pass(1)
            #expect(!connection.isOpen)
        }
    }

    @Test("A head that is complete in time leaves the connection alone for good")
    func inTime() throws {
        try with { connection in
            // The last line break is one character.
            try connection.receive(String(Self.request.dropLast()))
            connection.pass(29)
            try connection.receive("\r\n")
            connection.pass(3_600)
            #expect(connection.isOpen)
        }
    }

    @Test("Nothing is a head that has not begun: neither silence nor empty lines", arguments: ["", request])
    func quiet(before: String) throws {
        try with { connection in
            if !before.isEmpty { try connection.receive(before) }
            connection.pass(3_600)
            try connection.receive("\r\n")
            connection.pass(3_600)
            #expect(connection.isOpen)
            try connection.receive("\r\nGET /")
            connection.pass(30)
            #expect(!connection.isOpen)
        }
    }

    @Test("Each request of a connection has its own time")
    func keptAlive() throws {
        try with { connection in
            for _ in 0..<3 {
                let half = Self.request.index(Self.request.startIndex, offsetBy: 10)
                try connection.receive(String(Self.request[..<half]))
                connection.pass(29)
                try connection.receive(String(Self.request[half...]))
                connection.pass(100)
                #expect(connection.isOpen)
            }
            try connection.receive("G")
            connection.pass(29)
            #expect(connection.isOpen)
            connection.pass(1)
            #expect(!connection.isOpen)
        }
    }

    @Test("A body may take its time, and the head after it is watched again")
    func body() throws {
        try with { connection in
            try connection.receive("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n")
            for byte in ["a", "b", "c"] {
                connection.pass(100)
                try connection.receive(byte)
            }
            connection.pass(100)
            #expect(connection.isOpen)
            try connection.receive("GET")
            connection.pass(30)
            #expect(!connection.isOpen)
        }
    }

    @Test("Requests that come together are no slow head; what begins with them has time from the next bytes on")
    func pipelined() throws {
        try with { connection in
            try connection.receive(Self.request + Self.request)
            connection.pass(100)
            #expect(connection.isOpen)
            try connection.receive(Self.request + "GET")
            connection.pass(100)
            #expect(connection.isOpen)
            try connection.receive(" ")
            connection.pass(29)
            #expect(connection.isOpen)
            connection.pass(1)
            #expect(!connection.isOpen)
        }
    }

    @Test("While the server reads nothing no client is slow; its time begins anew when the server reads on")
    func notReading() throws {
        try with { connection in
            try connection.receiveOnly(Self.request + Self.request)
            connection.channel.read()
            try connection.receiveOnly("GET")
            connection.pass(100)
            #expect(connection.isOpen)
            connection.channel.read()
            connection.pass(29)
            #expect(connection.isOpen)
            connection.pass(1)
            #expect(!connection.isOpen)
        }
    }

    @Test("A pipeline without a decoder is refused")
    func noDecoder() throws {
        let channel = EmbeddedChannel()
        defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
        #expect(throws: (any Error).self) {
            try RequestHeadDeadline.add(to: channel.pipeline.syncOperations, limit: .seconds(30))
        }
    }
}
