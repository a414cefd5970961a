import Foundation
import JSON
import PageURL
import Synchronization
import Testing

@testable import Browser

@Suite("A browser endpoint")
struct BrowserEndpointTests {
    private static let server = "http://driver:p%40ss@127.0.0.1"

    @Test(
        "what is no endpoint is told without being repeated",
        arguments: [
            ("secret@nowhere", "not a URL"), ("ftp://u:secret@host/", "the scheme is ftp"), ("", "not a URL"),
        ])
    func invalid(text: String, reason: String) {
        let error = #expect(throws: BrowserError.invalidEndpoint(reason: reason)) {
            try BrowserEndpoint(parsing: text)
        }
        #expect(error?.description.hasPrefix("no browser endpoint: \(reason); expected ws://") == true)
    }

    @Test(
        "user, password, path and query stay out of its description",
        arguments: [
            ("wss://user:secret@grid.example.com/devtools/secret?token=secret", "wss://grid.example.com"),
            ("HTTP://user:secret@[::1]:4444/wd/hub", "http://[::1]:4444"),
        ])
    func description(text: String, description: String) throws {
        let endpoint = try BrowserEndpoint(parsing: text)
        #expect("\(endpoint)" == description)
        let expected = "Basic \(Data("user:secret".utf8).base64EncodedString())"
        #expect(endpoint.address.authorization == expected)
    }

    @Test("a Selenium Grid is asked for a Chromium, gives a socket, and is told when it is done")
    func grid() async throws {
        let socket = Socket()
        try await TestServer.serve { request in
            switch request.line {
            case "POST /wd/hub/session":
                let capabilities: JSONValue = ["browserName": "chrome", "se:cdp": .string(socket.url)]
                return (200, ["value": ["sessionId": "s1", "capabilities": capabilities]])
            case "DELETE /wd/hub/session/s1": return (200, ["value": nil])
            default: return (404, ["value": ["error": "unknown command", "message": "no"]])
            }
        } during: { server in
            socket.set("ws://127.0.0.1:\(server.port)/session/s1/se/cdp")
            var options = BrowserOptions()
            options.sandbox = false
            options.ignoresCertificateErrors = true
            options.launchTimeout = .milliseconds(500)
            let chosen = options
            let endpoint = try BrowserEndpoint(parsing: "\(Self.server):\(server.port)/wd/hub/")
            // The socket opens, but nobody answers there: the session must not be left behind.
            let step = "the answer of the browser at http://127.0.0.1:\(server.port)"
            await #expect(throws: BrowserError.timedOut(step: step, after: .milliseconds(500))) {
                _ = try await Browser.connect(to: endpoint, options: chosen)
            }
            let lines = server.requests.map(\.line)
            #expect(
                lines == ["GET /wd/hub/json/version", "POST /wd/hub/session", "DELETE /wd/hub/session/s1"])
            let expected = "Basic \(Data("driver:p@ss".utf8).base64EncodedString())"
            #expect(server.requests.allSatisfy { $0.authorization == expected })
            let wanted = server.requests[1].body["capabilities"]["alwaysMatch"]
            #expect(wanted["browserName"] == "chrome")
            #expect(wanted["acceptInsecureCerts"] == true)
            #expect(wanted["goog:chromeOptions"]["args"] == ["--headless", "--no-sandbox"])
            #expect(server.frames.first == #"text masked: {"id":1,"method":"Browser.getVersion","params":{}}"#)
        }
    }

    @Test("a session whose browser cannot be reached from here is ended and told")
    func debuggerElsewhere() async throws {
        let chromium: JSONValue = ["goog:chromeOptions": ["debuggerAddress": "localhost:1"]]
        let firefox: JSONValue = ["browserName": "firefox"]
        for (capabilities, detail) in [
            (chromium, "Connection refused"), (firefox, "its browser (firefox) has no DevTools"),
        ] {
            try await TestServer.serve { request in
                switch request.line {
                case "POST /session": (200, ["value": ["sessionId": "s1", "capabilities": capabilities]])
                case "DELETE /session/s1": (200, ["value": nil])
                default: (404, nil)
                }
            } during: { server in
                let error = await #expect(throws: BrowserError.self) {
                    try await Browser.connect(to: BrowserEndpoint(parsing: "http://127.0.0.1:\(server.port)"))
                }
                guard case .unreachable(_, detail) = error else {
                    return #expect(Bool(false), "\(String(describing: error))")
                }
                #expect(server.requests.last?.line == "DELETE /session/s1")
            }
        }
    }

    @Test("a debugger address of the server's own machine is not taken for one of ours")
    func debuggerOfServer() async throws {
        let server = RemoteAddress(try #require(PageURL("http://grid.example.com:4444")))
        let capabilities: JSONValue = ["goog:chromeOptions": ["debuggerAddress": "localhost:9222"]]
        let answer = HTTPExchange.Answer(
            status: 200, body: ["value": ["sessionId": "s1", "capabilities": capabilities]])
        let session = try WebDriverSession(answer, of: server)
        let error = await #expect(throws: BrowserError.self) { try await session.devTools(within: .seconds(1)) }
        #expect(error?.description.contains("(localhost:9222) can be reached on the server's own machine only") == true)
    }

    @Test(
        "a server that gives no session says why",
        arguments: [
            (401, .null, "it asks for a user and a password (status 401): write them as scheme://user:password@host"),
            (
                200, .null,
                "it is neither a WebDriver server nor a DevTools address (status 200 for a new session)"
            ),
            (
                500,
                ["value": ["error": "session not created", "message": "DevToolsActivePort file doesn't exist\n#0"]],
                "it gave no session: session not created: DevToolsActivePort file doesn't exist; where it runs as root, "
                    + "--no-sandbox lets Chromium start"
            ),
        ] as [(Int, JSONValue, String)])
    func refusals(status: Int, body: JSONValue, detail: String) async throws {
        try await TestServer.serve { _ in
            (status, body)
        } during: { server in
            let expected = BrowserError.unreachable(endpoint: "http://127.0.0.1:\(server.port)", detail: detail)
            await #expect(throws: expected) {
                try await Browser.connect(to: BrowserEndpoint(parsing: "\(Self.server):\(server.port)"))
            }
            #expect(!expected.description.contains("p@ss") && !expected.description.contains("p%40ss"))
        }
    }

    @Test("a server that hangs up is told, and a name that nobody knows", arguments: ["ws", "http"])
    func silent(scheme: String) async throws {
        try await TestServer.serve(refusesHandshakes: true) { _ in
            nil
        } during: { server in
            let detail = "it closed the connection without an answer"
            let expected = BrowserError.unreachable(endpoint: "\(scheme)://127.0.0.1:\(server.port)", detail: detail)
            await #expect(throws: expected) {
                try await Browser.connect(to: BrowserEndpoint(parsing: "\(scheme)://127.0.0.1:\(server.port)/x"))
            }
        }
        let unknown = BrowserError.unreachable(
            endpoint: "\(scheme)://nowhere.invalid:1", detail: "its name is not known")
        await #expect(throws: unknown) {
            try await Browser.connect(to: BrowserEndpoint(parsing: "\(scheme)://nowhere.invalid:1/x"))
        }
    }

    @Test("a socket that is refused is told with the status")
    func refusedHandshake() async throws {
        for (status, detail) in [
            (403, "it answered with status 403 instead of opening a WebSocket"),
            (401, "it asks for a user and a password (status 401): write them as scheme://user:password@host"),
        ] {
            try await TestServer.serve(refusesHandshakes: true) { _ in
                (status, nil)
            } during: { server in
                let expected = BrowserError.unreachable(endpoint: "ws://127.0.0.1:\(server.port)", detail: detail)
                await #expect(throws: expected) {
                    try await Browser.connect(to: BrowserEndpoint(parsing: "ws://127.0.0.1:\(server.port)/x"))
                }
            }
        }
    }

    @Test("a server that never answers is given up, and a cancelled connection at once", arguments: ["ws", "http"])
    func patience(scheme: String) async throws {
        try await TestServer.serve(refusesHandshakes: true, isSilent: true) { _ in
            nil
        } during: { server in
            var options = BrowserOptions()
            options.launchTimeout = .milliseconds(200)
            let chosen = options
            let endpoint = try BrowserEndpoint(parsing: "\(scheme)://127.0.0.1:\(server.port)/x")
            let what = scheme == "ws" ? "connection to" : "answer of"
            let expected = BrowserError.timedOut(step: "the \(what) \(endpoint)", after: .milliseconds(200))
            await #expect(throws: expected) {
                _ = try await Browser.connect(to: endpoint, options: chosen)
            }

            let connecting = Task { try await Browser.connect(to: endpoint) }
            try await Task.sleep(for: .milliseconds(50))
            connecting.cancel()
            await #expect(throws: BrowserError.cancelled) { try await connecting.value }
        }
    }

    /// Tells a responder an address that is known only once its server runs.
    private final class Socket: Sendable {
        private let box = Mutex("")
        var url: String { box.withLock { $0 } }
        func set(_ url: String) { box.withLock { $0 = url } }
    }
}
