import JSON
import NIOCore
import NIOWebSocket
import PageURL
import Testing

@testable import Browser

@Suite("DevTools over a WebSocket")
struct WebSocketTransportTests {
    private func open(_ server: TestServer) async throws -> WebSocketTransport {
        let url = try #require(PageURL("ws://127.0.0.1:\(server.port)/devtools"))
        return try await .open(RemoteAddress(url), within: .seconds(5))
    }

    private func frame(_ text: String, _ opcode: WebSocketOpcode = .text, final: Bool = true) -> WebSocketFrame {
        WebSocketFrame(fin: final, opcode: opcode, data: ByteBuffer(string: text))
    }

    @Test("messages arrive whole, also those that come with the handshake or in pieces; pings are answered")
    func receiving() async throws {
        let greeting = [
            frame("one"), frame("t", final: false), frame("still there?", .ping),
            frame("w", .continuation, final: false),
            frame("o", .continuation), frame("three", .binary),
        ]
        try await TestServer.serve(greeting: greeting) { _ in
            nil
        } during: { server in
            let transport = try await open(server)
            let messages = Collected()
            let reading = Task { await transport.receive { await messages.add(String(buffer: $0)) } }
            #expect(try await server.received("pong masked: still there?"))
            transport.send(ByteBuffer(string: "four"))
            #expect(try await server.received("text masked: four"))
            #expect(await messages.all == ["one", "two", "three"])
            await transport.close()
            #expect(try await server.received("close masked: 1000"))
            await reading.value
        }
    }

    @Test("a close of the other side is answered, and ends the connection")
    func closedByServer() async throws {
        var goingAway = ByteBuffer()
        goingAway.write(webSocketErrorCode: .goingAway)
        let greeting = [frame("one"), WebSocketFrame(fin: true, opcode: .connectionClose, data: goingAway)]
        try await TestServer.serve(greeting: greeting) { _ in
            nil
        } during: { server in
            let transport = try await open(server)
            let messages = Collected()
            await transport.receive { await messages.add(String(buffer: $0)) }
            #expect(await messages.all == ["one"])
            #expect(try await server.received("close masked: 1001"))
        }
    }

    @Test("a frame that makes no sense ends the connection")
    func brokenFrames() async throws {
        try await TestServer.serve(greeting: [frame("never begun", .continuation)]) { _ in
            nil
        } during: { server in
            try await open(server).receive { _ in }
        }
    }
}

/// Keeps messages in their order.
private actor Collected {
    private(set) var all: [String] = []

    func add(_ message: String) { all.append(message) }
}
