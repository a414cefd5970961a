import Crypto

/// Who a visitor is, as far as clicks are concerned: an address with a user agent (`dub-api.md`, 6.4).
public struct VisitorIdentity: Sendable, Hashable {
    /// Hex SHA-256 of `{ip}-{user agent}`.
    public let digest: String

    /// The identity of a request.
    public init(address: String, userAgent: String) {
        let hash = SHA256.hash(data: Array("\(address)-\(userAgent)".utf8))
        digest = hash.withUnsafeBytes { bytes in
            String(unsafeUninitializedCapacity: 64) { hex in
                for (place, byte) in bytes.enumerated() {
                    hex[2 * place] = Self.digits[Int(byte >> 4)]
                    hex[2 * place + 1] = Self.digits[Int(byte & 15)]
                }
                return 64
            }
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
