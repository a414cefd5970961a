import NIOCore

extension Browser {
    /// Connects to a remote browser, asking a WebDriver server for one where that is what the endpoint is.
    ///
    /// `close` then disposes of our pages and ends the session, if there is one; the browser itself is left alone.
    ///
    /// - Throws: `remoteCannot` for options that only a started browser can follow, `unreachable` or `timedOut`.
    public static func connect(
        to endpoint: BrowserEndpoint, options: BrowserOptions = BrowserOptions()
    ) async throws(BrowserError) -> Browser {
        try await connect(to: endpoint, options: options, among: .shared)
    }

    static func connect(
        to endpoint: BrowserEndpoint, options: BrowserOptions, among registry: RunningBrowsers
    ) async throws(BrowserError) -> Browser {
        try options.checkForRemote()
        let limit = options.launchTimeout
        let found = try await endpoint.find(options, within: limit)
        let host: RemoteBrowser
        let transport: WebSocketTransport
        do throws(BrowserError) {
            transport = try await WebSocketTransport.open(found.socket, within: limit)
            do throws(BrowserError) {
                host = try .start(endpoint.description, transport, found.session, among: registry)
            } catch {
                await transport.close()
                throw error
            }
        } catch {
            await found.session?.end()
            throw error
        }
        return try await attach(transport, of: host, options, step: "the answer of the browser at \(endpoint)")
    }
}

extension BrowserEndpoint {
    /// The DevTools socket of the browser, and the session that it is to be had by.
    func find(
        _ options: BrowserOptions, within limit: Duration
    ) async throws(BrowserError) -> (socket: RemoteAddress, session: WebDriverSession?) {
        if isSocket {
            // Chromium's own socket has a path with a random part, which a URL without one leaves us to ask for.
            let asked = address.path.isEmpty ? try? await DevToolsAddress.ask(address, within: limit) : nil
            return (asked ?? address, nil)
        }
        if let socket = try await DevToolsAddress.ask(address, within: limit) { return (socket, nil) }
        let session = try await WebDriverSession.open(at: address, options, within: limit)
        do throws(BrowserError) {
            return (try await session.devTools(within: limit), session)
        } catch {
            await session.end()
            throw error
        }
    }
}

extension BrowserOptions {
    /// Refuses what can only be told to a browser when it is started.
    func checkForRemote() throws(BrowserError) {
        if !hostResolverRules.isEmpty {
            throw .remoteCannot(
                option: "--connect-to", detail: "a remote one asks its own network which address a name has")
        }
        if let executable {
            throw .remoteCannot(option: "--browser", detail: "\(executable) is not what a remote endpoint runs")
        }
        if let flag = extraFlags.first {
            throw .remoteCannot(option: flag, detail: "a remote one has been given its flags already")
        }
    }
}
