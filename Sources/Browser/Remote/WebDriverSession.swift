import JSON
import NIOHTTP1
import PageURL

/// A session of a WebDriver server, held only for its browser's DevTools socket.
struct WebDriverSession: Sendable {
    /// The session's own address.
    let address: RemoteAddress
    private let capabilities: JSONValue

    /// Asks a server for a session with a Chromium.
    static func open(
        at server: RemoteAddress, _ options: BrowserOptions, within limit: Duration
    ) async throws(BrowserError) -> WebDriverSession {
        // Not part of the caller's task: cancelled in between, the server would hold a session that nobody ends.
        let result = await Task { () -> Result<WebDriverSession, BrowserError> in
            do throws(BrowserError) {
                let answer = try await HTTPExchange.send(
                    .POST, server.appending("/session"), body: request(options), within: limit)
                return .success(try WebDriverSession(answer, of: server))
            } catch {
                return .failure(error)
            }
        }.value
        let session = try result.get()
        guard Task.isCancelled else { return session }
        await session.end()
        throw .cancelled
    }

    init(_ answer: HTTPExchange.Answer, of server: RemoteAddress) throws(BrowserError) {
        let value = answer.body["value"]
        guard let id = value["sessionId"].string, !id.isEmpty else {
            throw .unreachable(endpoint: server.description, detail: Self.refusal(answer))
        }
        address = server.appending("/session/\(id)")
        capabilities = value["capabilities"]
    }

    private static func request(_ options: BrowserOptions) -> JSONValue {
        var arguments: [JSONValue] = ["--headless"]
        if !options.sandbox { arguments.append("--no-sandbox") }
        var wanted: JSONObject = [
            "browserName": "chrome", "goog:chromeOptions": ["args": .array(arguments)],
        ]
        if options.ignoresCertificateErrors { wanted["acceptInsecureCerts"] = true }
        return ["capabilities": ["alwaysMatch": .object(wanted)]]
    }

    private static func refusal(_ answer: HTTPExchange.Answer) -> String {
        if answer.status == 401 {
            return "it asks for a user and a password (status 401): write them as scheme://user:password@host"
        }
        guard let error = answer.body["value"]["error"].string else {
            return "it is neither a WebDriver server nor a DevTools address (status \(answer.status) for a new session)"
        }
        let message = answer.body["value"]["message"].string?.split(whereSeparator: \.isNewline).first ?? ""
        let hint = message.contains("sandbox") || message.contains("DevToolsActivePort")
        let more = hint ? "; where it runs as root, --no-sandbox lets Chromium start" : ""
        return "it gave no session: \(error)\(message.isEmpty ? "" : ": \(message)")\(more)"
    }

    /// The socket of the session's browser: what Selenium Grid passes on, or the address that chromedriver names.
    func devTools(within limit: Duration) async throws(BrowserError) -> RemoteAddress {
        if let text = capabilities["se:cdp"].string, let url = PageURL(text) {
            return RemoteAddress(url).withCredentials(of: address)
        }
        guard let text = capabilities["goog:chromeOptions"]["debuggerAddress"].string,
            let url = PageURL("http://\(text)")
        else {
            throw .unreachable(
                endpoint: address.description,
                detail: "its browser (\(capabilities["browserName"].string ?? "unnamed")) has no DevTools")
        }
        let debugger = RemoteAddress(url)
        guard address.isLoopback || !debugger.isLoopback else {
            throw .unreachable(
                endpoint: address.description,
                detail: "its browser's DevTools (\(text)) can be reached on the server's own machine only; a Selenium "
                    + "Grid passes them on")
        }
        guard let socket = try await DevToolsAddress.ask(debugger, within: limit) else {
            throw .unreachable(endpoint: debugger.description, detail: "it names no DevTools socket")
        }
        return socket
    }

    /// Ends the session, and with it the browser that the server has started for it.
    func end() async {
        await Task {
            // A server that cannot be asked any more ends it by itself, sooner or later.
            _ = try? await HTTPExchange.send(.DELETE, address, within: .seconds(5))
        }.value
    }
}

/// Asks a browser's DevTools address for its socket.
enum DevToolsAddress {
    /// The socket that `/json/version` names; nil when that is not what answers there.
    static func ask(_ address: RemoteAddress, within limit: Duration) async throws(BrowserError) -> RemoteAddress? {
        let answer = try await HTTPExchange.send(.GET, address.appending("/json/version"), within: limit)
        guard let text = answer.body["webSocketDebuggerUrl"].string, let url = PageURL(text) else { return nil }
        let socket = RemoteAddress(url)
        // A browser behind a tunnel tells the address it has itself: its path, at the place where we have reached it.
        guard socket.isLoopback, !address.isLoopback else { return socket.withCredentials(of: address) }
        return address.socket(path: socket.path)
    }
}
