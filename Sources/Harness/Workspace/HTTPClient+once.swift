internal import AsyncHTTPClient
internal import NIOCore

extension HTTPClient.Configuration {
    /// For requests that are made once: neither redirects nor refused connections are followed up, both are answers.
    ///
    /// - Parameter seconds: how long a connection may take to come about.
    static func once(connectingWithin seconds: Int) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(Int64(seconds))),
            decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}
