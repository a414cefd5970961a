/// Why a text is no URL.
public enum PageURLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No scheme, and nothing to resolve the text against.
    case notAbsolute(String)
    /// `https://` without a host.
    case hostMissing(String)
    /// The host has a character that no host may have.
    case hostInvalid(String)
    /// A host that ends in a number but is no IPv4 address.
    case ipv4Invalid(String)
    /// Brackets that hold no IPv6 address.
    case ipv6Invalid(String)
    /// A port that is no number from 0 to 65,535.
    case portInvalid(String)

    /// One sentence for people.
    public var description: String {
        switch self {
        case .notAbsolute(let text):
            "\"\(text)\" is not an absolute URL: it does not start with a scheme such as https:"
        case .hostMissing(let text): "\"\(text)\" has no host name"
        case .hostInvalid(let host): "\"\(host)\" is not a valid host name"
        case .ipv4Invalid(let host): "\"\(host)\" ends in a number but is not an IPv4 address"
        case .ipv6Invalid(let host): "\"\(host)\" is not an IPv6 address"
        case .portInvalid(let port): "\"\(port)\" is not a port: it must be a number from 0 to 65535"
        }
    }
}
