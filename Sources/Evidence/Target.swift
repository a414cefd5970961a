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
        case .url(let url): url.href
        case .file(let path): path
        case .standardInput: "-"
        }
    }
}
