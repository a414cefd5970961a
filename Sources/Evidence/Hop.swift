public import PageURL

/// One redirect on the way from the target to the page.
public struct Hop: Sendable, Hashable, Codable {
    /// How the browser was sent on.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// A 3xx answer with a `Location`.
        case http
        /// A `<meta http-equiv="refresh">` in a page without the script.
        case metaRefresh
        /// A script that sends the browser on, as a browser saw it.
        case script
    }

    /// How the browser was sent on.
    public var kind: Kind
    /// The URL that redirected.
    public var url: PageURL
    /// Its status code.
    public var status: Int
    /// The `Location` value (or the refresh URL) as written.
    public var location: String
    /// Where that leads, resolved against `url`; nil when it is no URL.
    public var destination: PageURL?
    /// The header fields of the redirecting answer.
    public var fields: HTTPFields

    /// A redirect from `url`.
    public init(
        kind: Kind = .http, url: PageURL, status: Int, location: String, destination: PageURL?, fields: HTTPFields = [:]
    ) {
        self.kind = kind
        self.url = url
        self.status = status
        self.location = location
        self.destination = destination
        self.fields = fields
    }
}
