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
        case .placeholder(let cookie), .cloaked(_, let cookie), .page(_, let cookie): cookie
        case .notFound, .expired, .password, .inspect: nil
        }
    }
}

/// The cookie that a short link leaves on its own domain (`dub-api.md`, 7.8).
public struct ClickCookie: Sendable, Hashable {
    /// `dub_id_{domain}_{key}` with the key in lower case.
    public var name: String
    /// The click id.
    public var value: String
    /// The path as it was asked for.
    public var path: String
    /// When it ends.
    public var expires: Timestamp

    /// For how many seconds it is kept.
    public static let maxAge = 3_600
}
