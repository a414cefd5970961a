public import PageURL

/// A request for a short link, as the rules need it (`dub-api.md`, 7).
public struct ShortLinkRequest: Sendable, Hashable {
    /// `GET`, `HEAD` or another.
    public var method = "GET"
    /// The short domain: the host in lower case, without `www.` and a port.
    public var domain: String
    /// The path as it was sent, with its percent escapes.
    public var path: String
    /// The query's parameters, in order.
    public var query: [QueryItem] = []
    /// The header field; empty without one.
    public var userAgent = ""
    /// Where the visitor's packets come from, or what a local caller says of it.
    public var address = ""
    /// The `Referer` field.
    public var referer: String?
    /// The cookies, by name.
    public var cookies: [String: String] = [:]
    /// What was sent by the form that asks for the link's password.
    public var password: String?
    /// Where the visitor is.
    public var place = Click.Place.usual
    /// The field `dub-no-track` is there, with whatever value.
    public var isUntracked = false

    /// A request for a path of a short domain.
    public init(domain: String, path: String) {
        self.domain = domain
        self.path = path
    }

    /// The value of the last parameter of the name.
    func parameter(_ name: String) -> String? {
        query.last { $0.name == name }?.value
    }

    /// The value of a cookie without its percent escapes.
    func decodedCookie(_ name: String) -> String? {
        cookies[name].map { String(decoding: PercentEncoding.decode($0.utf8), as: UTF8.self) }
    }

    /// Who asks.
    var visitor: VisitorIdentity { VisitorIdentity(address: address, userAgent: userAgent) }
}

/// What a short link answers (`dub-api.md`, 7.7).
public enum ShortLinkAnswer: Sendable, Hashable {
    /// The visitor goes on; 301 for a root link, 307 where the domain says where to, else 302.
    ///
    /// The cookie is missing where it is not the link that leads on.
    case redirect(status: Int, location: String, cookie: ClickCookie?)
    /// There is no such link, or it is switched off.
    case notFound
    /// The link is over, and leads nowhere since.
    case expired
    /// The link wants a password; the one that was given, if any, is wrong.
    case password(isWrong: Bool)
    /// The domain itself, which leads nowhere.
    case placeholder(cookie: ClickCookie)
    /// A page for programs that preview links: what the link shows of itself, and where it leads.
    case preview(Link, location: String, cookie: ClickCookie)
    /// A page that shows the destination in a frame.
    case cloaked(location: String, cookie: ClickCookie)
    /// A page that opens another program: mail, telephone, or one for messages.
    case page(location: String, cookie: ClickCookie)
    /// A page about the link itself.
    case inspect(Link)
}

extension ShortLinkAnswer {
    /// The cookie that comes with it, if it leads anywhere.
    public var cookie: ClickCookie? {
        switch self {
        case .redirect(_, _, let cookie): cookie
        case .placeholder(let cookie), .preview(_, _, let cookie), .cloaked(_, let cookie), .page(_, let cookie):
            cookie
        case .notFound, .expired, .password, .inspect: nil
        }
    }
}
