import Crypto

/// Who a visitor is, as far as clicks are concerned: an address with a user agent (`dub-api.md`, 6.4).
public struct VisitorIdentity: Sendable, Hashable {
    /// Hex SHA-256 of `{ip}-{user agent}`.
    public let digest: String

    /// The identity of a request.
    public init(address: String, userAgent: String) {
        digest = SHA256.hash(data: Array("\(address)-\(userAgent)".utf8)).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0\(text)" : text
        }.joined()
    }
}
