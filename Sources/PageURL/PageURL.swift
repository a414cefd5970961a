/// A URL as a browser reads and prints it: the parts of the WHATWG URL Standard that http(s) pages need.
///
/// `http`, `https`, `ws`, `wss` and `ftp` are parsed fully. Every other scheme (`data:`, `blob:`, `file:`,
/// `javascript:`, …) is recognised and kept opaque, so that callers can say "not http": such a URL has an empty host and
/// keeps its text in `path`. Two URLs are equal when they print alike.
public struct PageURL: Sendable {
    /// The scheme in lower case, without the colon.
    public internal(set) var scheme: String
    /// The user name, percent-encoded; empty when there is none.
    public internal(set) var username: String
    /// The password, percent-encoded; empty when there is none.
    public internal(set) var password: String
    /// The host as browsers print it: lower case, Punycode, `127.0.0.1` for every spelling of it, IPv6 in brackets;
    /// empty for an opaque URL.
    public internal(set) var host: String
    /// The port; nil when it is the scheme's own.
    public internal(set) var port: Int?
    /// The path, percent-encoded, starting with `/`; what follows the scheme in an opaque URL.
    public internal(set) var path: String
    /// What stands between `?` and `#`, percent-encoded; nil without a `?`, empty with nothing behind it.
    public internal(set) var query: String?
    /// What follows `#`, percent-encoded; nil without a `#`.
    public internal(set) var fragment: String?

    /// Parses an absolute URL, leading and trailing white space ignored as browsers do.
    /// - Throws: ``PageURLError``, which says what is wrong.
    public init(parsing text: String, relativeTo base: PageURL? = nil) throws(PageURLError) {
        var parser = URLParser(text: text, base: base)
        self = try parser.parse()
    }

    /// An absolute URL, or nil when a browser would not take the text for one.
    public init?(_ text: String) {
        guard let url = try? PageURL(parsing: text) else { return nil }
        self = url
    }

    /// A URL as it stands in a page: absolute, `//host/path`, `/path`, `path`, `?query` or `#fragment`.
    public init?(_ text: String, relativeTo base: PageURL) {
        guard let url = try? PageURL(parsing: text, relativeTo: base) else { return nil }
        self = url
    }

    init(
        scheme: String, username: String = "", password: String = "", host: String = "", port: Int? = nil,
        path: String = "", query: String? = nil, fragment: String? = nil
    ) {
        self.scheme = scheme
        self.username = username
        self.password = password
        self.host = host
        self.port = port
        self.path = path
        self.query = query
        self.fragment = fragment
    }

    /// The URL as text, as `location.href` shows it.
    public var href: String {
        var text = scheme + ":"
        if !isOpaque {
            text += "//"
            if !username.isEmpty || !password.isEmpty {
                text += username
                if !password.isEmpty { text += ":" + password }
                text += "@"
            }
            text += authority
        }
        text += path
        if let query { text += "?" + query }
        if let fragment { text += "#" + fragment }
        return text
    }

    /// Scheme, host and port, as `location.origin` shows them; `null` for an opaque URL.
    public var origin: String {
        isOpaque ? "null" : "\(scheme)://\(authority)"
    }

    /// The host, with the port behind a colon when it is not the scheme's own.
    public var authority: String {
        port.map { "\(host):\($0)" } ?? host
    }

    /// The same URL without `#…`: what a request is made for.
    public var withoutFragment: PageURL {
        var copy = self
        copy.fragment = nil
        return copy
    }

    /// The same URL without user and password.
    public var withoutCredentials: PageURL {
        var copy = self
        copy.username = ""
        copy.password = ""
        return copy
    }

    /// The port a connection is made to: the one written, else the scheme's own; nil for an opaque URL.
    public var effectivePort: Int? {
        port ?? SpecialScheme.defaultPort(scheme)
    }
}

extension PageURL: Hashable {
    /// Compares the printed forms.
    public static func == (left: PageURL, right: PageURL) -> Bool {
        left.href == right.href
    }

    /// Hashes the printed form.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(href)
    }
}

extension PageURL: CustomStringConvertible {
    /// The URL as text.
    public var description: String { href }
}

extension PageURL: Codable {
    /// Reads the URL from its text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try PageURL(parsing: try container.decode(String.self))
        } catch let error as PageURLError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Writes the URL as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(href)
    }
}
