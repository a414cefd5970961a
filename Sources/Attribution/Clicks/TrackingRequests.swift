import PageURL

/// A request to track a click on a link, read and validated (`dub-api.md`, 10.3).
public struct ClickTrackingRequest: Sendable, Hashable {
    /// The short domain: the host without `www.` and a port.
    public var domain: String
    /// The link's key.
    public var key: String
    /// The page.
    public var url: String?
    /// Where the visitor came from.
    public var referrer: String?

    /// A click on a link.
    public init(domain: String, key: String) {
        self.domain = domain
        self.key = key
    }

    /// A request's body.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        let missing = "domain is required."
        guard let domain = try fields.requiredText("domain", missing: missing).meantHost else {
            throw .invalid(.invalidType, "domain", missing)
        }
        self.domain = domain
        key = try fields.requiredText("key", missing: "key is required.")
        url = try fields.text("url").nonEmpty
        referrer = try fields.text("referrer").nonEmpty
    }
}

/// A request to track the view of a page, read and validated (`dub-api.md`, 10.4).
public struct VisitTrackingRequest: Sendable, Hashable {
    /// The site's domain: the host without `www.` and a port.
    public var domain: String
    /// The page.
    public var url: String
    /// Where the visitor came from.
    public var referrer: String?

    /// A view of a page.
    public init(domain: String, url: String) {
        self.domain = domain
        self.url = url
    }

    /// A request's body.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        guard let domain = try fields.text("domain")?.meantHost, let url = try fields.text("url").nonEmpty else {
            throw APIError(.badRequest, "Missing domain or url")
        }
        self.domain = domain
        self.url = url
        referrer = try fields.text("referrer").nonEmpty
    }
}

/// A request to track that an app was opened, read and validated (`dub-api.md`, 10.5).
public enum OpenTrackingRequest: Sendable, Hashable {
    /// By a link, as it was opened.
    case link(String)
    /// For the first time, perhaps after a link of this domain.
    case installation(domain: String)

    /// A request's body.
    ///
    /// - Throws: 422 for neither a link nor a domain, and for a link that is no URL.
    public init(_ fields: RequestFields) throws(APIError) {
        if let link = try fields.url("deepLink") {
            self = .link(link)
        } else if let domain = try fields.text("dubDomain")?.meantHost {
            self = .installation(domain: domain)
        } else {
            throw .invalid(.custom, nil, "Either deepLink or dubDomain is required")
        }
    }
}
