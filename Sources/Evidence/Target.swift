public import PageURL

/// What the user asked to have verified.
public enum Target: Sendable, Hashable, Codable {
    /// A page to fetch.
    case url(PageURL)
    /// An HTML file on disk, by the path the user gave.
    case file(String)
    /// HTML on standard input.
    case standardInput

    /// The target as the user wrote it, as reports show it.
    public var name: String {
        switch self {
        case .url(let url): url.displayed
        case .file(let path): path
        case .standardInput: "-"
        }
    }
}

extension PageURL {
    /// The URL for people and logs: a password in it is nobody else's business.
    public var displayed: String {
        guard !username.isEmpty || !password.isEmpty, let end = href.firstIndex(of: "@") else { return href }
        return "\(scheme)://…@\(href[href.index(after: end)...])"
    }
}
