import PageURL

/// Where a remote browser is found: a DevTools socket (`ws`, `wss`), or a WebDriver server or DevTools address (`http`,
/// `https`).
///
/// User and password in the URL become Basic authentication. Messages and reports name scheme, host and port only.
public struct BrowserEndpoint: Sendable, Hashable, CustomStringConvertible {
    let address: RemoteAddress
    /// Whether the URL is that of a socket.
    let isSocket: Bool

    /// Reads `ws://…`, `wss://…`, `http://…` or `https://…`.
    ///
    /// - Throws: ``BrowserError/invalidEndpoint(reason:)``
    public init(parsing text: String) throws(BrowserError) {
        let url: PageURL
        do {
            url = try PageURL(parsing: text)
        } catch {
            throw .invalidEndpoint(reason: "not a URL")
        }
        switch url.scheme {
        case "ws", "wss": isSocket = true
        case "http", "https": isSocket = false
        default: throw .invalidEndpoint(reason: "the scheme is \(url.scheme)")
        }
        address = RemoteAddress(url)
    }

    /// Scheme, host and port.
    public var description: String { address.description }
}
