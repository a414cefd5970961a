import PageURL

/// Why nothing could be fetched from a URL.
public struct FetchFailure: Error, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The kind of failure, on which the finding depends.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// The host name has no address.
        case nameNotFound
        /// Nothing accepted the connection, or it was cut.
        case connection
        /// The TLS handshake or the certificate failed.
        case tls
        /// The time allowed ran out.
        case timeout
        /// More redirects than a browser's limit, or one that came back to where it had been.
        case redirects
        /// A redirect to something that is not `http(s)`.
        case unsupportedURL
        /// The answer was not HTTP.
        case malformed
    }

    /// The kind of failure.
    public var kind: Kind
    /// What happened, in a few words that can stand after a colon.
    public var message: String
    /// The URL that failed, without credentials.
    public var url: String

    /// A failure of the kind at the URL.
    public init(_ kind: Kind, url: String, message: String) {
        self.kind = kind
        self.url = PageURL(url)?.displayed ?? url
        self.message = message
    }

    /// The URL and what happened there.
    public var description: String {
        "\(url): \(message)"
    }
}
